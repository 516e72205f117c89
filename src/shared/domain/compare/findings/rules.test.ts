import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { rowsFrom } from '../testing-runs'
import { findingRules, guessingFrom, learningStopOf, overfitOf } from './rules'

/** Values from a formula of the epoch, from 0. */
const over = (epochs: number, value: (epoch: number) => number) =>
  Array.from({ length: epochs }, (_, epoch) => value(epoch))

/** Falls to 0.4 in epoch 20 (from 0), then rises by 0.01 an epoch. */
const valley = over(60, (epoch) => (epoch <= 20 ? 1 - 0.03 * epoch : 0.4 + 0.01 * (epoch - 20)))
const falling = over(60, (epoch) => 1 / (1 + epoch))

describe('overfitting', () => {
  test('begins where validation loss leaves 20 % above its lowest for good', () => {
    // Means of five: the lowest is (0.46 + 0.43 + 0.4 + 0.41 + 0.42) / 5 = 0.424 at epoch 20, but
    // (0.43 + 0.4 + 0.41 + 0.42 + 0.43) / 5 = 0.418 at epoch 21. 1.2 times that is 0.5016.
    const found = overfitOf(rowsFrom(valley, falling))
    expect(found?.lowestAt).toBe(21)
    expect(found?.lowest).toBeCloseTo(0.418, 12)
    // Epoch 30 has 0.5, epoch 31 has 0.51.
    expect(found?.from).toBe(31)
    // The last five: 0.75 to 0.79.
    expect(found?.rise).toBeCloseTo(0.77 / 0.418 - 1, 12)
  })
  test('is no finding while the training loss does not fall', () => {
    expect(overfitOf(rowsFrom(valley, valley))).toBeNull()
  })
  test('is none where it comes back, or rises by less', () => {
    const back = over(60, (epoch) => (epoch > 30 && epoch < 50 ? 0.9 : 0.5))
    expect(overfitOf(rowsFrom(back, falling))).toBeNull()
    const little = over(60, (epoch) => (epoch < 30 ? 0.5 : 0.59))
    expect(overfitOf(rowsFrom(little, falling))).toBeNull()
    const enough = over(60, (epoch) => (epoch < 30 ? 0.5 : 0.61))
    expect(overfitOf(rowsFrom(enough, falling))?.from).toBe(32)
  })
})

describe('learning stops', () => {
  const curve = (stop: number, epochs = 100) =>
    over(epochs, (epoch) => (epoch < stop ? 1 - 0.5 * (epoch / stop) : 0.5))
  test('where validation loss stays within 1 % of its end', () => {
    // Falls by 0.0125 an epoch to 0.5 at epoch 40. The mean around epoch 40 is 0.5 + 0.0375 / 5,
    // which is above 0.505, the one around epoch 41 is 0.5 + 0.0125 / 5.
    const found = learningStopOf(rowsFrom(curve(40)))
    expect(found).toEqual({ from: 41, rate: 0.1, highestRate: 0.1 })
  })
  test('only where that is a fifth of the run or more', () => {
    expect(learningStopOf(rowsFrom(curve(80)))?.from).toBe(80)
    expect(learningStopOf(rowsFrom(curve(85)))).toBeNull()
    expect(learningStopOf(rowsFrom(curve(5, 14)))).toBeNull()
  })
  test('is no finding for what still falls, or trembles', () => {
    expect(learningStopOf(rowsFrom(over(50, (epoch) => 1 - epoch / 100)))).toBeNull()
    const trembling = over(50, (epoch) => 0.5 + 0.1 * (epoch % 2))
    expect(learningStopOf(rowsFrom(trembling))).toBeNull()
  })
})

describe('guessing', () => {
  const accuracies = (...values: number[]) => rowsFrom(values.map((value) => 1 - value))
  test('is an accuracy near chance to the end', () => {
    expect(guessingFrom(accuracies(0.8, 0.1, 0.12, 0.1))).toBe(1)
    expect(guessingFrom(accuracies(0.1, 0.1, 0.1))).toBe(0)
  })
  test('is none when it is over, or has only just begun', () => {
    expect(guessingFrom(accuracies(0.1, 0.1, 0.1, 0.4))).toBeNull()
    expect(guessingFrom(accuracies(0.8, 0.1, 0.1))).toBeNull()
    expect(guessingFrom([])).toBeNull()
  })
})

test('runs that are short, or not finite, show no trend', () => {
  const short = rowsFrom(
    over(9, (epoch) => (epoch < 4 ? 0.5 : 0.9)),
    falling,
  )
  expect(overfitOf(short)).toBeNull()
  const broken = rowsFrom([...valley.slice(0, -1), NaN], falling)
  expect(overfitOf(broken)).toBeNull()
  expect(learningStopOf(broken)).toBeNull()
})

test('docs/findings.md has the numbers of the rules', () => {
  const page = readFileSync(new URL('../../../../../docs/findings.md', import.meta.url), 'utf8')
  const told = [...page.matchAll(/^\| `(\w+)`\s+\| ([\d.]+)\s+\|$/gm)].map(([, name, value]) => [
    name,
    Number(value),
  ])
  expect(Object.fromEntries(told)).toEqual(findingRules)
})

import { expect, test } from 'vitest'
import { equalise } from './equalise'
import { scheduleFacts } from './facts'
import { compileSchedule, type ScheduleSpec } from './index'

const run = { totalEpochs: 10, stepsPerEpoch: 4 }
const constant: ScheduleSpec = { kind: 'constant', per: 'epoch', rate: 0.5 }
const line: ScheduleSpec = { kind: 'polynomial', per: 'step', initial: 0.1, final: 0.02, over: 40 }
const toZero: ScheduleSpec = { kind: 'polynomial', per: 'step', initial: 1, over: 39 }
const facts = (spec: ScheduleSpec) => scheduleFacts(compileSchedule(spec, run))

test('the same peak', () => {
  const [scaledLine, itself] = equalise([line, constant], run, 'peak', constant)
  expect(scaledLine).toEqual({
    kind: 'scaled',
    spec: { kind: 'product', factors: [line, 5] },
    factor: 5,
  })
  expect(itself).toEqual({ kind: 'scaled', spec: constant, factor: 1 })
})

test('the same area and the same end', () => {
  for (const [measure, of] of [
    ['area', (spec: ScheduleSpec) => facts(spec).area],
    ['end', (spec: ScheduleSpec) => facts(spec).last],
  ] as const) {
    const [result] = equalise([line], run, measure, constant)
    expect(result?.kind === 'scaled' && of(result.spec)).toBeCloseTo(of(constant), 12)
  }
})

test('scaling again changes the number, not the depth', () => {
  const once = equalise([line], run, 'peak', constant)[0]
  const spec = once?.kind === 'scaled' ? once.spec : line
  expect(equalise([spec], run, 'peak', { kind: 'constant', rate: 1 })[0]).toEqual({
    kind: 'scaled',
    spec: { kind: 'product', factors: [line, 10] },
    factor: 2,
  })
})

test('an end of 0 cannot be scaled, nor can anything but 0 be scaled to it', () => {
  expect(equalise([toZero, toZero], run, 'end', constant)[1]).toEqual({
    kind: 'impossible',
    reason: 'The rate of its last step is 0, and stays 0 however it is scaled.',
  })
  expect(equalise([constant, toZero], run, 'end', toZero)).toEqual([
    {
      kind: 'impossible',
      reason:
        'The reference has 0 as the rate of its last step; only a rate of 0 throughout would match.',
    },
    { kind: 'scaled', spec: toZero, factor: 1 },
  ])
})

test('a factor beyond the numbers is told', () => {
  const tiny: ScheduleSpec = { kind: 'constant', rate: 1e-320 }
  const [result] = equalise([tiny], run, 'peak', constant)
  expect(result?.kind === 'impossible' && result.reason).toContain('too far from 0.5')
})

import { expect, test } from 'vitest'
import type { CompareLook, CurveMetric } from './compare-view'
import { comparisonNotes, smoothingText } from './comparison-notes'
import { comparisonLines } from './comparison-lines'
import { comparisonOf, importFrom, type WithLosses } from './testing-curves'
import { articleTrial, madeRun } from './testing-runs'

function notesOf(
  runs: readonly WithLosses[],
  look: Partial<CompareLook> = {},
  more: Parameters<typeof comparisonOf>[2] & { readonly metric?: CurveMetric } = {},
): readonly string[] {
  const comparison = comparisonOf(runs, look, more)
  return comparisonNotes({ ...comparison, lines: comparisonLines(comparison) })
}
const run = (seed: number) => madeRun({ seed })

test('plain lines need few words', () => {
  expect(
    notesOf([
      [run(1), [1]],
      [run(2), [1]],
    ]),
  ).toEqual(['2 runs, a line each.'])
  expect(notesOf([], {}, { imports: [importFrom('x', [{ epoch: 0, valLoss: 1 }])] })).toEqual([
    '1 import.',
  ])
  expect(notesOf([])).toEqual(['Nothing to draw.'])
})

test('groups say how many runs, centre and band', () => {
  const step = madeRun({ trial: articleTrial('step') })
  const runs = [
    [run(1), [1, 2]],
    [run(2), [1]],
    [step, [3]],
  ] as const
  expect(notesOf(runs, { groupBy: 'trial', centre: 'median', band: 'interval' })).toEqual([
    'Median of 1 to 2 runs each, fewer where runs end early or leave gaps, grouped by trial. Band: 95 % interval of the mean (Student’s t).',
  ])
})

test('smoothing is told, and that the learning rate has none', () => {
  const smoothing = { kind: 'ema', weight: 0.6 } as const
  expect(notesOf([[run(1), [1, 2]]], { smoothing })).toContain(
    'Smoothed: exponential moving average, weight 0.6, without its bias to 0. Faint: before smoothing.',
  )
  expect(notesOf([[run(1), [1, 2]]], { smoothing }, { metric: 'learningRate' })).toContain(
    'The learning rate is never smoothed.',
  )
  expect(smoothingText({ kind: 'mean', window: 5 })).toBe('centred mean of 5 points')
})

test('what cannot be seen is told', () => {
  const falling = Array.from({ length: 101 }, (_, at) => 100 - at)
  expect(notesOf([[run(1), falling]], { hideOutliers: true, logY: ['valLoss'] })).toEqual([
    '1 run, a line each.',
    'The vertical axis goes from the 5th to the 95th percentile: 10 of 100 points lie outside.',
    '1 value of 0 or less has no place on a logarithmic axis.',
  ])
})

test('marks are explained', () => {
  const diverged = madeRun({ run: { status: 'diverged', divergedAtStep: 549 } })
  expect(notesOf([[diverged, [1, NaN]]])).toEqual([
    '1 run, a line each.',
    '× diverged: Linear, seed 1 (Epoch 2.20).',
    '△ 1 value that is not finite.',
  ])
})

test('thinned points are counted', () => {
  const wave = Array.from({ length: 3_000 }, (_, at) => Math.sin(at * 1.7))
  expect(notesOf([[run(1), wave]])[1]).toMatch(
    /^[12],\d{3} of 3,000 points drawn; all lows and highs are among them\.$/,
  )
})

test('lines without a point say why, the first few by name', () => {
  const imports = ['a', 'b', 'c', 'd', 'e'].map((name) => importFrom(name, []))
  expect(notesOf([[run(1), [1]]], {}, { imports })[1]).toBe(
    'Not drawn: a (it has no finished epoch yet), b (it has no finished epoch yet), c (it has no finished epoch yet), 2 more.',
  )
})

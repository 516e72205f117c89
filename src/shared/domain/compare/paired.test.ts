import { describe, expect, test } from 'vitest'
import scipy from '../../../../fixtures/compare/statistics.json'
import type { MetricAt } from './metric-at'
import { pairedDifferences } from './paired'
import { pairedCurves } from './paired-curves'
import { articleTrial, madeRun, rowsFrom, rowsOfAll, type MadeRun } from './testing-runs'

const final: MetricAt = { metric: 'valLoss', at: 'final' }

/** Runs of a trial whose final validation losses are these, seeds from 1. */
const runsOf = (id: string, losses: readonly number[], given: MadeRun = {}) =>
  losses.map((loss, at) =>
    madeRun({ trial: articleTrial(id), seed: at + 1, rows: rowsFrom([loss]), ...given }),
  )

const compared = (
  runs: Parameters<typeof pairedDifferences>[0]['runs'],
  objective = final,
  baseline: string | null = null,
) => pairedDifferences({ runs, objective, groupBy: null, baseline })

describe('differences of pairs', () => {
  test.each(scipy.pairs)("have SciPy's mean and interval: $ours", ({ ours, ...pairs }) => {
    const runs = [...runsOf('linear', pairs.baseline), ...runsOf('step', ours)]
    const group = compared(runs)?.groups[0]
    expect(group?.mean).toBeCloseTo(pairs.mean, 12)
    expect(group?.interval?.low).toBeCloseTo(pairs.interval.low, 9)
    expect(group?.interval?.high).toBeCloseTo(pairs.interval.high, 9)
    expect(group?.pairs.map(({ seed }) => seed)).toEqual(ours.map((_, at) => at + 1))
  })

  test('decide where their interval lies beside 0, whichever way is better', () => {
    const runs = [...runsOf('linear', [0.5, 0.4, 0.3]), ...runsOf('step', [0.4, 0.31, 0.19])]
    expect(compared(runs)?.groups[0]).toMatchObject({
      label: 'Step',
      verdict: 'better',
      because: 'the interval of 3 seeds lies beside 0',
      unpaired: [],
    })
    expect(compared(runs, final, 'study/step')).toMatchObject({
      baseline: { key: 'study/step', label: 'Step' },
      groups: [{ label: 'Linear', verdict: 'worse' }],
    })
    // The accuracy of these rows is 1 less the loss.
    const accuracy: MetricAt = { metric: 'valAccuracy', at: 'final' }
    expect(compared(runs, accuracy)?.groups[0]?.verdict).toBe('better')
  })

  test('are undecided while it spans 0', () => {
    const runs = [...runsOf('linear', [0.5, 0.4]), ...runsOf('step', [0.4, 0.39])]
    expect(compared(runs)?.groups[0]).toMatchObject({
      verdict: 'undecided',
      because: 'the interval spans 0',
    })
    const same = [...runsOf('linear', [0.5, 0.4]), ...runsOf('step', [0.5, 0.4])]
    expect(compared(same)?.groups[0]).toMatchObject({ verdict: 'undecided', mean: 0 })
  })

  test('of one seed decide nothing', () => {
    const runs = [...runsOf('linear', [0.5]), ...runsOf('step', [0.1])]
    expect(compared(runs)?.groups[0]).toMatchObject({
      mean: -0.4,
      interval: null,
      verdict: 'undecided',
      because: 'one seed cannot decide',
    })
  })
})

describe('runs without a partner are told with the reason', () => {
  const reasonsOf = (runs: Parameters<typeof compared>[0], objective = final) =>
    compared(runs, objective)?.groups.flatMap(({ unpaired }) =>
      unpaired.map(({ name, reason }) => `${name}: ${reason}`),
    )

  test('no such seed, other images, no end', () => {
    const runs = [
      ...runsOf('linear', [0.5, 0.4]),
      ...runsOf('step', [0.5, 0.4, 0.3]).slice(1),
      ...runsOf('constant', [0.2]),
      ...runsOf('adam', [0.2], { run: { status: 'diverged', divergedAtStep: 1_203 } }),
    ]
    expect(reasonsOf(runs)).toEqual([
      'Step, seed 3: the baseline has no run of seed 3',
      'Constant, seed 1: the baseline trains or validates on other images',
      'Adam, seed 1: diverged at step 1,204',
    ])
    expect(compared(runs)?.groups.map(({ because }) => because)).toEqual([
      'one seed cannot decide',
      'no pair of runs with equal seed and data',
      'no pair of runs with equal seed and data',
    ])
  })
  test('a baseline that has no end is named', () => {
    const runs = [
      ...runsOf('linear', [0.5], { run: { status: 'stopped', epochsDone: 1, totalEpochs: 9 } }),
      ...runsOf('step', [0.5]),
    ]
    expect(reasonsOf(runs)).toEqual([
      'Step, seed 1: Linear, seed 1 was stopped after 1 of 9 epochs',
    ])
  })
  test('epochs that are not at hand, or not there', () => {
    const runs = [...runsOf('linear', [0.5]), ...runsOf('step', [0.5])]
    expect(reasonsOf(runs, { metric: 'valLoss', at: { epoch: 0 } })).toEqual([
      'Step, seed 1: its epochs are not loaded',
    ])
    const at = rowsOfAll(runs.map((run) => [run, rowsFrom([0.5])]))
    const asked = { runs, groupBy: null, baseline: null, rowsOf: at }
    const late = pairedDifferences({ ...asked, objective: { metric: 'valLoss', at: { epoch: 7 } } })
    expect(late?.groups[0]?.unpaired[0]?.reason).toBe('ended after 1 of 1 epochs')
  })
  test('a test set beside the split changes no image', () => {
    const { recipe } = articleTrial('step')
    const both = { ...recipe.data, validation: { kind: 'both', fraction: 0.2 } } as const
    const trial = { ...articleTrial('step'), recipe: { ...recipe, data: both } }
    const runs = [...runsOf('linear', [0.5]), ...runsOf('step', [0.4], { trial })]
    expect(compared(runs)?.groups[0]?.pairs).toHaveLength(1)
  })
})

test('groups of several runs a seed are compared by their means, if they have as many', () => {
  const many = ['linear', 'polynomial', 'step', 'adam'].flatMap((id, at) =>
    runsOf(id, [0.5 - at / 10, 0.6 - at / 10]),
  )
  const request = { objective: final, groupBy: 'optimizer', baseline: 'sgd' }
  const uneven = pairedDifferences({ ...request, runs: many })
  expect(uneven?.groups[0]?.unpaired[0]?.reason).toBe('1 run of this seed here, 3 in the baseline')
  const even = many.filter(({ trial }) => ['step', 'adam'].includes(trial.id))
  expect(pairedDifferences({ ...request, runs: even })?.groups[0]).toMatchObject({
    label: 'Adam',
    verdict: 'better',
    pairs: [{ seed: 1, runIds: ['study-adam-s1'], baseRunIds: ['study-step-s1'] }, { seed: 2 }],
  })
})

test('nothing to compare', () => {
  expect(compared([])).toBeNull()
  expect(compared(runsOf('linear', [0.5]))?.groups).toEqual([])
})

test('differences over the epochs: each of the pairs that came so far', () => {
  const rows = {
    base: [rowsFrom([0.5, 0.4]), rowsFrom([0.6, 0.5])],
    step: [rowsFrom([0.4, 0.2]), rowsFrom([0.4])],
  }
  const runs = [
    ...rows.base.map((own, at) => madeRun({ seed: at, rows: own })),
    ...rows.step.map((own, at) => madeRun({ trial: articleTrial('step'), seed: at, rows: own })),
  ]
  const all = [...rows.base, ...rows.step]
  const rowsOf = rowsOfAll(runs.map((run, at) => [run, all[at] ?? []]))
  const [curve] = pairedCurves('valLoss', { runs, groupBy: null, baseline: null, rowsOf })
  expect(curve).toMatchObject({ label: 'Step', epochs: [0, 1], n: [2, 1] })
  expect(curve?.mean[0]).toBeCloseTo(-0.15, 12)
  expect(curve?.mean[1]).toBeCloseTo(-0.2, 12)
  // Differences of -0.1 and -0.2: half their distance times t(0.975, 1).
  expect(curve?.high[0]).toBeCloseTo(-0.15 + 0.05 * 12.706204736432095, 9)
  expect(curve?.high[1]).toBeNaN()
})

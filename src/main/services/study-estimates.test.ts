import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../../shared/domain/article'
import { asRunId, asStudyId, type RunId } from '../../shared/domain/ids'
import type { Recipe } from '../../shared/domain/recipe'
import type { RunStatus } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import type { StudyHistory, Trial } from '../../shared/domain/study'
import type { MeasuredSpeed } from '../../shared/domain/thread-plan'
import { newRun } from './new-run'
import { StudyEstimates } from './study-estimates'
import { rowOf } from './testing/fakes'

const planned = { compiler: 'xla', threads: 1 } as const
const [, keras] = articleTemplate.trials
if (!keras) throw new Error('no trial')
const trialOf = (changes: Partial<Recipe>): Trial => ({
  ...keras,
  recipe: { ...keras.recipe, ...planned, ...changes },
})
const designOf = (trials: readonly Trial[], seeds: readonly number[] = [1]) => ({
  templateId: 'own',
  name: 'Mine',
  description: '',
  trials,
  seeds,
})

interface Past {
  readonly trial: Trial
  readonly epochs: number
  /** Of every epoch but the first, which takes longer. */
  readonly epochSeconds: number
  readonly status?: RunStatus
}

/** A lab with these runs behind it. */
function estimatesAfter(past: readonly Past[], measured: readonly MeasuredSpeed[] = []) {
  const rows = new Map<RunId, EpochRow[]>()
  const histories = past.map(
    ({ trial, epochs, epochSeconds, status = 'completed' }, index): StudyHistory => {
      const study = {
        ...designOf([trial]),
        id: asStudyId(`study-${index}`),
        createdAt: '2026-01-01T00:00:00.000Z',
      }
      const id = asRunId(`run-${index}`)
      rows.set(
        id,
        Array.from({ length: epochs }, (_, epoch) => ({
          ...rowOf(epoch),
          seconds: epoch === 0 ? 30 : epochSeconds,
        })),
      )
      const run = newRun(study, trial, { seed: 1, attempt: 1 }, new Date(0))
      return { study, runs: [{ ...run, id, status, epochsDone: epochs }] }
    },
  )
  return new StudyEstimates({
    histories: () => histories,
    readEpochs: async (runId) => rows.get(runId) ?? [],
    plan: async () => planned,
    measured: () => measured,
    parallelRuns: () => 2,
  })
}

const start = 1.8
const same = trialOf({ totalEpochs: 10 })

describe('how long a study takes', () => {
  test('is not known on a machine that never trained and was not measured', async () => {
    const estimate = await estimatesAfter([]).estimate(designOf([same], [1, 2, 3]))
    expect(estimate).toEqual({
      runs: 3,
      epochs: 30,
      atOnce: 2,
      seconds: null,
      runSeconds: null,
      sources: { same: 0, alike: 0, measured: 0, unknown: 1 },
      runsUsed: 0,
    })
  })

  test('is that of runs trained the same way, whatever their schedule and first epoch', async () => {
    const schedule = { kind: 'constant', per: 'step', rate: 0.5 } as const
    const past = { trial: trialOf({ schedule, totalEpochs: 5 }), epochs: 5, epochSeconds: 0.4 }
    const estimate = await estimatesAfter([past, { ...past, epochSeconds: 0.6 }]).estimate(
      designOf([same], [1, 2, 3]),
    )
    const one = start + 10 * 0.6
    expect(estimate.sources).toEqual({ same: 1, alike: 0, measured: 0, unknown: 0 })
    expect(estimate.runsUsed).toBe(2)
    expect(estimate.runSeconds).toEqual({ least: one, most: one })
    // Two at once: the third waits for one of them.
    expect(estimate.seconds).toBeCloseTo(2 * one, 12)
  })

  test('scales with the images that are trained on', async () => {
    const past = { trial: same, epochs: 10, epochSeconds: 0.4 }
    const half = trialOf({
      totalEpochs: 10,
      data: { ...keras.recipe.data, subset: { kind: 'sample', count: 10_000, seed: 1 } },
    })
    const { runSeconds } = await estimatesAfter([past]).estimate(designOf([half]))
    expect(runSeconds?.most).toBeCloseTo(start + 10 * 0.2, 6)
  })

  test('is taken from similar networks by their work where none was the same', async () => {
    const past = { trial: same, epochs: 10, epochSeconds: 0.4 }
    const wide = trialOf({
      totalEpochs: 10,
      model: {
        layers: [
          { kind: 'flatten' },
          { kind: 'dense', units: 1024, activation: 'relu' },
          { kind: 'dense', units: 200, activation: 'relu' },
          { kind: 'dense', units: 10, activation: 'softmax' },
        ],
      },
    })
    const estimate = await estimatesAfter([past]).estimate(designOf([wide]))
    expect(estimate.sources.alike).toBe(1)
    // 1,009,610 multiply-adds in the place of 505,800.
    const seconds = ((estimate.runSeconds?.most ?? 0) - start) / 10
    expect(seconds).toBeGreaterThan(0.4 * 1.6)
    expect(seconds).toBeLessThan(0.4 * 2)
  })

  test('is taken from the measured speed where nothing like it was trained', async () => {
    const speeds: MeasuredSpeed[] = [
      { network: 'dense', compiler: 'xla', threads: 1, stepMs: 2 },
      { network: 'convolutional', compiler: 'xla', threads: 1, stepMs: 20 },
    ]
    const estimate = await estimatesAfter([], speeds).estimate(designOf([same]))
    expect(estimate.sources).toEqual({ same: 0, alike: 0, measured: 1, unknown: 0 })
    // 250 steps of 2 ms, and 4,000 images that only go forward: a third of a step's work each.
    const seconds = ((estimate.seconds ?? 0) - start) / 10
    expect(seconds).toBeGreaterThan(0.5)
    expect(seconds).toBeLessThan(0.5 * (1 + 4_000 / 16_000 / 3 + 0.01))
  })

  test('takes nothing from runs of one epoch, from unfinished ones, or under another compiler', async () => {
    const past: Past[] = [
      { trial: same, epochs: 1, epochSeconds: 1 },
      { trial: same, epochs: 5, epochSeconds: 1, status: 'running' },
      { trial: trialOf({ compiler: 'tensorflow' }), epochs: 5, epochSeconds: 1 },
    ]
    expect((await estimatesAfter(past).estimate(designOf([same]))).seconds).toBeNull()
  })

  test('ends with a budget, and says of a study of several kinds what it does not know', async () => {
    const past = { trial: same, epochs: 10, epochSeconds: 0.4 }
    const model = {
      layers: [
        { kind: 'conv2d', filters: 4, kernelSize: 3, activation: 'relu' },
        { kind: 'flatten' },
        { kind: 'dense', units: 10, activation: 'softmax' },
      ],
    } as const
    const trials = [
      trialOf({ budget: { steps: 500 } }),
      trialOf({ budget: { seconds: 7 } }),
      trialOf({ model }),
    ]
    const estimate = await estimatesAfter([past]).estimate(designOf(trials))
    expect(estimate.sources).toEqual({ same: 2, alike: 0, measured: 0, unknown: 1 })
    expect(estimate.runSeconds?.least).toBeCloseTo(start + 2 * 0.4, 12)
    expect(estimate.runSeconds?.most).toBeCloseTo(start + 7, 12)
    expect(estimate.seconds).toBeNull()
  })
})

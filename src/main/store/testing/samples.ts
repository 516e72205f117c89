import type { StepValues } from '../../../shared/contract/trainer'
import { articleTemplate } from '../../../shared/domain/article'
import { asRunId, asStudyId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import type { EpochRow } from '../../../shared/domain/series'
import type { Study } from '../../../shared/domain/study'
import type { RunOrigin } from '../../services/ports'

/** A study of two trials and two seeds, as the lab would make it. */
export const sampleStudy = (id = 'article-1', createdAt = '2026-11-24T10:00:00.000Z'): Study => ({
  id: asStudyId(id),
  templateId: articleTemplate.id,
  name: '=1+1, "quoted"\n<img src=x>',
  description: 'What it is for.',
  createdAt,
  trials: articleTemplate.trials.slice(0, 2),
  seeds: [1, 2],
})

export const sampleRun = (
  study: Study,
  id: string,
  changes: Partial<RunRecord> = {},
): RunRecord => ({
  id: asRunId(id),
  studyId: study.id,
  // A study has at least one trial.
  trialId: (study.trials[0] as Study['trials'][number]).id,
  seed: 1,
  attempt: 1,
  status: 'queued',
  totalEpochs: 100,
  stepsPerEpoch: 3,
  epochsDone: 0,
  createdAt: '2026-11-24T10:00:01.000Z',
  startedAt: null,
  endedAt: null,
  seconds: 0,
  engine: null,
  summary: null,
  outcome: null,
  exit: null,
  divergedAtStep: null,
  ...changes,
})

export function sampleOrigin(study: Study, run: RunRecord): RunOrigin {
  const trial = study.trials.find(({ id }) => id === run.trialId)
  if (!trial) throw new Error(`no trial ${run.trialId}`)
  return { run, study, trial }
}

/** Values with long binary tails, different in every epoch. */
export const sampleRow = (epoch: number): EpochRow => ({
  epoch,
  loss: 1 / (epoch + 3),
  accuracy: 1 - 1 / (epoch + 7),
  valLoss: 0.1 + 1 / (epoch + 11),
  valAccuracy: 1 / 3,
  learningRate: 0.5 * Math.exp(-0.1 * epoch),
  seconds: 0.1 + 0.2,
})

/** Steps as an optimizer with momentum and a recipe with norms give them. */
export const sampleRichSteps = (epoch: number, count = 3): StepValues => {
  const values = (shift: number) =>
    Array.from({ length: count }, (_, step) => Math.fround(1 / (epoch * count + step + shift)))
  return {
    ...sampleSteps(epoch, count),
    momentum: Array.from({ length: count }, (_, step) => 0.9 + (epoch * count + step) / 1e6),
    norms: { gradient: values(5), weights: values(7), updateRatio: values(11) },
  }
}

export const sampleSteps = (epoch: number, count = 3): StepValues => ({
  loss: Array.from({ length: count }, (_, step) => Math.fround(1 / (epoch * count + step + 1))),
  learningRate: Array.from(
    { length: count },
    (_, step) => 0.1 / (1 + 0.01 * (epoch * count + step)),
  ),
})

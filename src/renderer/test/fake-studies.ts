import type { LabApi } from '../../shared/contract/api'
import { studyDraft } from '../../shared/contract/study-draft'
import { asStudyId } from '../../shared/domain/ids'
import type { StudyHistory } from '../../shared/domain/study'
import { ownTemplateId } from '../../shared/domain/study-plan/draft'
import { finishSeconds, type StudyEstimate } from '../../shared/domain/study-plan/estimate'
import { fakeRun } from './fake-data'

type Order = Parameters<LabApi['studies']['create']>[0]
type DraftOrder = Extract<Order, { readonly draft: unknown }>

/** The study that a draft asks for, its first two runs under way. */
export function fakeStudyOf(id: string, order: DraftOrder): StudyHistory {
  const draft = studyDraft.parse(order.draft)
  const study = {
    ...draft,
    id: asStudyId(id),
    templateId: ownTemplateId,
    createdAt: '2026-11-25T09:00:00.000Z',
  }
  const runs = study.seeds.flatMap((seed) => study.trials.map((trial) => ({ seed, trial })))
  return {
    study,
    runs: runs.map(({ seed, trial }, index) =>
      fakeRun(study, trial, seed, { status: index < 2 ? 'running' : 'queued', epochsDone: 0 }),
    ),
  }
}

/** A machine on which every epoch takes 1.6 s, known from four runs, and which trains two at once. */
export function fakeEstimate(order: Order): StudyEstimate {
  const sources = { same: 0, alike: 0, measured: 0, unknown: 0 }
  if (!('draft' in order)) {
    const none = { runs: 0, epochs: 0, atOnce: 2, seconds: null, runSeconds: null, runsUsed: 0 }
    return { ...none, sources }
  }
  const { trials, seeds } = studyDraft.parse(order.draft)
  const seconds = trials.map(({ recipe }) => recipe.totalEpochs * 1.6)
  return {
    runs: trials.length * seeds.length,
    epochs: seeds.length * trials.reduce((sum, { recipe }) => sum + recipe.totalEpochs, 0),
    atOnce: 2,
    seconds: finishSeconds(
      seeds.flatMap(() => seconds),
      2,
    ),
    runSeconds: { least: Math.min(...seconds), most: Math.max(...seconds) },
    sources: { ...sources, same: trials.length },
    runsUsed: 4,
  }
}

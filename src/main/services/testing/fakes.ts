import type { FinalReport, TrainCommand, TrainerMessage } from '../../../shared/contract/trainer'
import type { RunId } from '../../../shared/domain/ids'
import type { EpochRow, StepSeries } from '../../../shared/domain/series'
import type { StudyHistory } from '../../../shared/domain/study'
import type {
  CheckpointFile,
  HistoryStore,
  Removed,
  RunFolders,
  Trainer,
  TrainerEnd,
  TrainerLauncher,
  TrainerListener,
} from '../ports'

/** A store that keeps what it is given, as JSON, like a real one. */
export function memoryStore(histories: readonly StudyHistory[] = []) {
  const kept = new Map<string, StudyHistory>(histories.map((each) => [each.study.id, each]))
  let removed: Removed = { studyIds: [], runIds: [] }
  const store: HistoryStore = {
    load: async () => JSON.parse(JSON.stringify([...kept.values()])) as StudyHistory[],
    saveStudy: async (study) => {
      kept.set(study.id, { runs: kept.get(study.id)?.runs ?? [], study })
    },
    saveRuns: async (runs) => {
      for (const run of runs) {
        const history = kept.get(run.studyId)
        if (!history) throw new Error(`no study ${run.studyId}`)
        const others = history.runs.filter(({ id }) => id !== run.id)
        kept.set(run.studyId, { ...history, runs: [...others, run] })
      }
    },
    saveRemoved: async (next) => {
      removed = next
    },
    purge: async () => {
      for (const studyId of removed.studyIds) kept.delete(studyId)
      for (const { study, runs } of kept.values()) {
        const left = runs.filter(({ id }) => !removed.runIds.includes(id))
        kept.set(study.id, { study, runs: left })
      }
    },
  }
  return { store, kept, removed: () => removed }
}

const emptySteps: StepSeries = {
  loss: new Float32Array(),
  learningRate: new Float64Array(),
  momentum: null,
  norms: null,
}

/** Run folders in memory; `failAppends` makes every epoch fail, as a full disk does. */
export function memoryFolders() {
  const epochs = new Map<RunId, EpochRow[]>()
  const logs = new Map<RunId, string[]>()
  const steps = new Map<RunId, StepSeries>()
  const checkpoints = new Map<RunId, CheckpointFile[]>()
  const state = { failAppends: null as Error | null }
  const folders: RunFolders = {
    create: async ({ run }, from) => {
      if (from && 'rows' in from) {
        epochs.set(run.id, [...from.rows])
        steps.set(run.id, from.steps)
        checkpoints.set(run.id, [])
      } else {
        const rows = from ? (epochs.get(from.runId) ?? []) : []
        epochs.set(run.id, rows.slice(0, from?.checkpoint.epochs))
        checkpoints.set(run.id, from ? [from.checkpoint] : [])
      }
      logs.set(run.id, [])
    },
    appendEpoch: async (runId, row) => {
      if (state.failAppends) throw state.failAppends
      epochs.get(runId)?.push(row)
    },
    appendSteps: async () => undefined,
    appendLog: async (runId, text) => {
      logs.get(runId)?.push(text)
    },
    readEpochs: async (runId) => [...(epochs.get(runId) ?? [])],
    readSteps: async (runId) => steps.get(runId) ?? emptySteps,
    readRateSums: async (runId, count) => {
      let sum = 0
      const rows = (epochs.get(runId) ?? []).slice(0, count)
      return Float64Array.from(rows, (row) => (sum += row.learningRate))
    },
    readLog: async (runId) => logs.get(runId) ?? [],
    checkpointFolder: async (runId) => `/runs/${runId}/checkpoints`,
    listCheckpoints: async (runId) => checkpoints.get(runId) ?? [],
    remove: async (runId) => {
      epochs.delete(runId)
      checkpoints.delete(runId)
      logs.delete(runId)
    },
  }
  return { folders, epochs, steps, logs, checkpoints, state }
}

/** A trainer that does what the test says and notes what it was told. */
export interface FakeTrainer extends Trainer {
  readonly command: TrainCommand
  readonly told: string[]
  says(message: TrainerMessage): void
  ends(end?: Partial<TrainerEnd>): void
}

export function fakeLauncher() {
  const trainers: FakeTrainer[] = []
  const launcher: TrainerLauncher = {
    probe: async () => ({ engine: 'native', version: '2.21.0', gpus: [] }),
    measure: async () => [],
    launch: (command, _environment, listener) => {
      const trainer = fakeTrainer(command, listener)
      trainers.push(trainer)
      return trainer
    },
  }
  return { launcher, trainers }
}

function fakeTrainer(command: TrainCommand, listener: TrainerListener): FakeTrainer {
  const told: string[] = []
  const ends = (end: Partial<TrainerEnd> = {}) =>
    listener.ended({ reason: 'exited', code: 0, signal: null, output: '', ...end })
  return {
    command,
    told,
    says: (message) => listener.received(message),
    ends,
    pause: () => {
      told.push('pause')
      listener.received({ kind: 'paused' })
    },
    resume: () => {
      told.push('resume')
      listener.received({ kind: 'resumed' })
    },
    stop: () => {
      told.push('stop')
      listener.received({ kind: 'stopped', final: null })
      ends()
    },
    kill: () => {
      told.push('kill')
      ends({ code: null, signal: 'SIGKILL' })
    },
  }
}

/** An epoch's row with plausible values. */
export const rowOf = (epoch: number): EpochRow => ({
  epoch,
  loss: 1 / (epoch + 1),
  accuracy: 0.5,
  valLoss: 1 / (epoch + 1) + 0.1,
  valAccuracy: 0.5,
  learningRate: 0.1,
  seconds: 0.5,
})

/** A checkpoint at the end of an epoch. */
export const checkpointAfter = (epochs: number): CheckpointFile => ({
  epochs,
  step: 0,
  file: `${String(epochs).padStart(6, '0')}.ckpt`,
})

export const finalReport: FinalReport = { weightsSha256: 'ab'.repeat(32), confusion: [3, 1, 0, 4] }

/** A trainer's last word after its last epoch. */
export const completed = { kind: 'completed', early: null, final: finalReport } as const

export const noSteps = { loss: [], learningRate: [] }

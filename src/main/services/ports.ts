import type {
  ComparisonRequest,
  RunChartRequest,
  ScheduleChartRequest,
} from '../../shared/contract/exports'
import type { Settings } from '../../shared/contract/settings'
import type { StepValues, TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import type { NamedSchedule, SavedSchedule } from '../../shared/domain/design'
import type { RunId, StudyId } from '../../shared/domain/ids'
import type { ProcessExit, RunRecord } from '../../shared/domain/run'
import type { RunLength } from '../../shared/domain/schedule'
import type { EpochRow, StepSeries } from '../../shared/domain/series'
import type { Study, StudyHistory, Trial } from '../../shared/domain/study'
import type { MeasuredSpeed } from '../../shared/domain/thread-plan'

/** Studies and their runs' records, kept in one small store file per study. */
export interface HistoryStore {
  /** Everything on disk, oldest study first. */
  load(): Promise<readonly StudyHistory[]>
  saveStudy(study: Study): Promise<void>
  /** Adds or replaces the records; all belong to studies already saved. */
  saveRuns(runs: readonly RunRecord[]): Promise<void>
  removeStudy(studyId: StudyId): Promise<void>
}

/** What a run's folder keeps so that its record could be rebuilt from it. */
export interface RunOrigin {
  readonly run: RunRecord
  readonly study: Study
  readonly trial: Trial
}

/** A checkpoint of a run, as its file's name tells. */
export interface CheckpointFile {
  /** Finished epochs. */
  readonly epochs: number
  /** Finished steps of the epoch after them; 0 unless it was taken within that epoch. */
  readonly step: number
  /** Name within the run's checkpoint folder. */
  readonly file: string
}

/** Whose first epochs a new run has, and the checkpoint from which it goes on. */
export interface RunPrefix {
  readonly runId: RunId
  readonly checkpoint: CheckpointFile
}

/** The runs' folders: recipe, series, log and checkpoints. An append resolves once it is on disk. */
export interface RunFolders {
  /** A new run's folder, whole or not at all; with a prefix it has another run's first epochs. */
  create(origin: RunOrigin, prefix?: RunPrefix): Promise<void>
  /** Per-step values first, then the epoch's row: a row on disk means the whole epoch is. */
  appendEpoch(runId: RunId, row: EpochRow, steps: StepValues): Promise<void>
  /** The finite steps of an epoch that was not finished. */
  appendSteps(runId: RunId, steps: StepValues): Promise<void>
  /** A line of the run's log, stamped with the time; newlines in the text are kept readable. */
  appendLog(runId: RunId, text: string): Promise<void>
  readEpochs(runId: RunId): Promise<readonly EpochRow[]>
  readSteps(runId: RunId): Promise<StepSeries>
  readLog(runId: RunId): Promise<readonly string[]>
  /** The folder that the run's trainer keeps checkpoints in, made if it is not there. */
  checkpointFolder(runId: RunId): Promise<string>
  /** Oldest first; none when nothing was kept. */
  listCheckpoints(runId: RunId): Promise<readonly CheckpointFile[]>
  remove(runId: RunId): Promise<void>
}

/** What was measured of the machine, as long as it is the same machine with the same engine. */
export interface SpeedStore {
  /** Empty when nothing was measured, or on another machine. */
  read(machine: string): readonly MeasuredSpeed[]
  write(machine: string, speeds: readonly MeasuredSpeed[]): void
}

export interface SettingsStore {
  read(): Settings
  write(settings: Settings): void
}

export interface ScheduleStore {
  read(): readonly SavedSchedule[]
  write(schedules: readonly SavedSchedule[]): void
}

/** What a store found damaged or unreadable since it was opened, a sentence each, naming the file. */
export interface DamageReport {
  problems(): readonly string[]
}

/** How a trainer process ended; `silent` when it was killed for sending no sign of life. */
export interface TrainerEnd extends ProcessExit {
  readonly reason: 'exited' | 'silent' | 'not-started'
  /** Last lines the process wrote to stderr, for the run's log. */
  readonly output: string
}

/** Called in order; `ended` exactly once, after the last message, when the process is gone. */
export interface TrainerListener {
  received(message: TrainerMessage): void
  ended(end: TrainerEnd): void
}

/** A trainer process at work on one run. */
export interface Trainer {
  pause(): void
  resume(): void
  /** Asks it to end; kills it when it has not within a few seconds. */
  stop(): void
  kill(): void
}

/** What TensorFlow is and sees, asked from a short-lived trainer process. */
export interface EngineProbe {
  readonly engine: 'compiled' | 'native' | 'wasm'
  readonly version: string
  readonly gpus: readonly string[]
}

export interface TrainerLauncher {
  /** `environment` is added to the process's own small one, such as a GPU to use. */
  launch(
    command: TrainCommand,
    environment: Readonly<Record<string, string>>,
    listener: TrainerListener,
  ): Trainer
  /** Rejects with an `engine-unavailable` LabError when the process cannot load any engine. */
  probe(): Promise<EngineProbe>
  /** Times every way of training on so many threads; takes some seconds. Rejects as `probe` does. */
  measure(threads: number): Promise<readonly MeasuredSpeed[]>
}

/** One run as a picture shows it. */
export interface PaintedRun {
  readonly name: string
  /** Runs that share it share one entry in the legend. */
  readonly group: string
  /** Index of the trial in its study: decides colour, dash and marker. */
  readonly style: number
  readonly rows: readonly EpochRow[]
  /** Epoch, from 0, at which its line begins; 0 when left out. */
  readonly fromEpoch?: number
}

export type PaintRequest =
  | {
      readonly kind: 'comparison'
      readonly title: string
      readonly runs: readonly PaintedRun[]
      readonly look: Omit<ComparisonRequest, 'studyId' | 'runIds'>
    }
  | {
      readonly kind: 'run'
      readonly title: string
      readonly run: PaintedRun
      readonly look: Omit<RunChartRequest, 'runId'>
    }
  | {
      readonly kind: 'schedules'
      readonly title: string
      readonly lines: readonly NamedSchedule[]
      readonly length: RunLength
      readonly look: Pick<ScheduleChartRequest, 'axis' | 'logarithmic' | 'theme' | 'scale'>
      readonly format: ScheduleChartRequest['format']
    }

/**
 * Draws charts without a browser, off the caller's thread: as PNG, or as SVG where the request says
 * so. Rejects with a `bad-input` LabError for schedules that do not fit their run.
 */
export interface Painter {
  paint(request: PaintRequest): Promise<Uint8Array<ArrayBuffer>>
  /** Ends the drawing process, if one was started. */
  close(): Promise<void>
}

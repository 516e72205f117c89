import type { CompareChart } from '../../shared/charts/compare'
import type { CompareFile } from '../../shared/charts/compare-file'
import type { GapChart } from '../../shared/charts/gap-chart'
import type { PairedChart } from '../../shared/charts/paired-chart'
import type {
  ChartOrder,
  PictureLook,
  RunChartRequest,
  ScheduleChartRequest,
} from '../../shared/contract/exports'
import type { Settings } from '../../shared/contract/settings'
import type { StepValues, TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import type {
  ComparedRun,
  ImportedCurves,
  ImportedInfo,
  ImportedRow,
} from '../../shared/domain/compare/compared-run'
import type { NamedSchedule, SavedSchedule } from '../../shared/domain/design'
import type { EpochColumns } from '../../shared/domain/epoch-columns'
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
  /**
   * Replaces the list of what was removed. All of it can still be brought back, by a shorter list,
   * until `purge` or the next `load`.
   */
  saveRemoved(removed: Removed): Promise<void>
  /** Deletes for good what was removed, folders too; what breaks off is ended by the next `load`. */
  purge(): Promise<void>
}

/** What was removed and can still be brought back. */
export interface Removed {
  readonly studyIds: readonly StudyId[]
  readonly runIds: readonly RunId[]
}

/** Curves that came from elsewhere, a file each; their points are read when they are asked for. */
export interface ImportStore {
  list(): readonly ImportedInfo[]
  /** Rejects with `storage-failed` for a file that is damaged. */
  rows(importId: string): Promise<readonly ImportedRow[]>
  /** Keeps new curves, whole or not at all. */
  save(curves: ImportedCurves): Promise<void>
  rename(importId: string, name: string): Promise<void>
  remove(importId: string): Promise<void>
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

/** All that was recorded of a run elsewhere. */
export interface RecordedSeries {
  readonly rows: readonly EpochRow[]
  /** At least those of the rows, or none; what follows is of an epoch that broke off. */
  readonly steps: StepSeries
}

/** The runs' folders: recipe, series, log and checkpoints. An append resolves once it is on disk. */
export interface RunFolders {
  /**
   * A new run's folder, whole or not at all; with another run's first epochs, or with what was
   * recorded elsewhere.
   */
  create(origin: RunOrigin, from?: RunPrefix | RecordedSeries): Promise<void>
  /** Per-step values first, then the epoch's row: a row on disk means the whole epoch is. */
  appendEpoch(runId: RunId, row: EpochRow, steps: StepValues): Promise<void>
  /** The finite steps of an epoch that was not finished. */
  appendSteps(runId: RunId, steps: StepValues): Promise<void>
  /** A line of the run's log, stamped with the time; newlines in the text are kept readable. */
  appendLog(runId: RunId, text: string): Promise<void>
  readEpochs(runId: RunId): Promise<readonly EpochRow[]>
  readSteps(runId: RunId): Promise<StepSeries>
  /**
   * Sum of the applied rates up to the end of each of the first `epochs` epochs, all finished; NaN
   * from the first epoch on whose steps are damaged.
   */
  readRateSums(runId: RunId, epochs: number): Promise<Float64Array<ArrayBuffer>>
  readLog(runId: RunId): Promise<readonly string[]>
  /** The folder that the run's trainer keeps checkpoints in, made if it is not there. */
  checkpointFolder(runId: RunId): Promise<string>
  /** Oldest first; none when nothing was kept. */
  listCheckpoints(runId: RunId): Promise<readonly CheckpointFile[]>
  remove(runId: RunId): Promise<void>
}

/** What is drawn of a run, as a cache keeps it. */
export interface CachedSeries extends EpochColumns {
  /** One for each epoch. */
  readonly rateSums?: Float64Array<ArrayBuffer> | undefined
}

/** Series of a study's ended runs in one place; never fails, for all of it can be made anew. */
export interface SeriesPacks {
  read(studyId: StudyId): Promise<ReadonlyMap<RunId, CachedSeries>>
  write(studyId: StudyId, runs: ReadonlyMap<RunId, CachedSeries>): Promise<void>
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

/** A list that is always written whole. */
export interface ListStore<Item> {
  read(): readonly Item[]
  write(items: readonly Item[]): void
}

export type ScheduleStore = ListStore<SavedSchedule>

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
  /** Index of the trial in its study: decides colour, dash and marker. */
  readonly style: number
  readonly rows: readonly EpochRow[]
}

/** A chart of fields of runs; fields go by their names, for they are functions. */
export interface PaintedFields {
  readonly title: string
  readonly notes: readonly string[]
  readonly file: CompareFile
  readonly runs: readonly ComparedRun[]
  readonly rows: ReadonlyMap<string, readonly ImportedRow[]>
  readonly order: Extract<ChartOrder, { readonly kind: 'scatter' | 'parallel' }>
}

/** What is on a picture, and how the picture is written. */
export type PaintRequest = { readonly picture: PictureLook } & (
  | { readonly kind: 'comparison'; readonly chart: Omit<CompareChart, 'theme'> }
  | { readonly kind: 'differences'; readonly chart: Omit<PairedChart, 'theme'> }
  | { readonly kind: 'gaps'; readonly chart: Omit<GapChart, 'theme'> }
  | { readonly kind: 'fields'; readonly chart: PaintedFields }
  | {
      readonly kind: 'run'
      readonly title: string
      readonly run: PaintedRun
      readonly look: Pick<RunChartRequest, 'chart' | 'logarithmic'>
    }
  | {
      readonly kind: 'schedules'
      readonly title: string
      readonly lines: readonly NamedSchedule[]
      readonly length: RunLength
      readonly look: Pick<ScheduleChartRequest, 'axis' | 'logarithmic'>
    }
)

/**
 * Draws charts without a browser, off the caller's thread: as PNG, or as SVG where the request says
 * so. Rejects with a `bad-input` LabError for schedules that do not fit their run.
 */
export interface Painter {
  paint(request: PaintRequest): Promise<Uint8Array<ArrayBuffer>>
  /** Ends the drawing process, if one was started. */
  close(): Promise<void>
}

import type { RunId, StudyId } from '../ids'

/** What can be drawn over a run: the metrics of its epochs, and the gap between its two losses. */
export const curveMetrics = [
  'loss',
  'accuracy',
  'valLoss',
  'valAccuracy',
  'learningRate',
  'top3',
  'valTop3',
  'testLoss',
  'testAccuracy',
  'lossGap',
  'examplesPerSecond',
] as const

/** `lossGap` is validation loss minus training loss: what overfitting opens. */
export type CurveMetric = (typeof curveMetrics)[number]

/**
 * What lies from left to right, always the end of an epoch: its number from 1, finished steps,
 * images trained on, seconds of training and validation without pauses, share of the planned run,
 * or the sum of the rates applied so far.
 */
export const xAxes = ['epoch', 'step', 'examples', 'seconds', 'progress', 'rateSum'] as const
export type XAxis = (typeof xAxes)[number]

/**
 * `ema`: exponential moving average with its bias towards 0 removed, weight in [0, 1); `mean`:
 * centred mean over an odd number of points. Never applied to the learning rate.
 */
export type Smoothing =
  | { readonly kind: 'none' }
  | { readonly kind: 'ema'; readonly weight: number }
  | { readonly kind: 'mean'; readonly window: number }

export const centres = ['mean', 'median'] as const
/** What stands for a group of runs. */
export type Centre = (typeof centres)[number]

export const bands = ['none', 'range', 'deviation', 'error', 'interval'] as const
/** Around the centre: lowest to highest, standard deviation, standard error, or 95 % interval (t). */
export type Band = (typeof bands)[number]

/** How a comparison is drawn. */
export interface CompareLook {
  /** A panel each, in this order. */
  readonly metrics: readonly CurveMetric[]
  readonly x: XAxis
  readonly logX: boolean
  /** Metrics with a logarithmic axis. */
  readonly logY: readonly CurveMetric[]
  readonly smoothing: Smoothing
  /** Leaves the highest and lowest 5 % of the values outside the vertical range. */
  readonly hideOutliers: boolean
  /** Name of the field that runs are grouped by; a line per run when null. */
  readonly groupBy: string | null
  readonly centre: Centre
  readonly band: Band
  /** Group (its value as text) or trial that differences are taken to. */
  readonly baseline: string | null
  /** Visible part of the horizontal axis in its own units; all when null. */
  readonly zoom: { readonly from: number; readonly to: number } | null
  readonly enlarged: CurveMetric | null
}

/** Which runs are compared. */
export interface RunChoice {
  /** Of these studies; of all when null. */
  readonly studyIds: readonly StudyId[] | null
  /** An expression over fields; everything when empty. */
  readonly filter: string
  /** Runs in the table whose lines are not drawn. */
  readonly hidden: readonly RunId[]
  readonly archived: boolean
  /** Ids of imported curves laid over them. */
  readonly imports: readonly string[]
}

/** How the table of runs is shown. */
export interface TableLook {
  /** Names of fields, in this order. */
  readonly columns: readonly string[]
  readonly sort: { readonly field: string; readonly descending: boolean } | null
}

/** A whole comparison: what a saved view reopens. */
export interface CompareView {
  readonly choice: RunChoice
  readonly look: CompareLook
  readonly table: TableLook
}

/** A comparison under a name. */
export interface SavedView {
  readonly id: string
  readonly name: string
  /** ISO 8601. */
  readonly savedAt: string
  readonly view: CompareView
}

/** What a comparison starts as. */
export const firstCompareView: CompareView = {
  choice: { studyIds: null, filter: '', hidden: [], archived: false, imports: [] },
  look: {
    metrics: ['valLoss', 'valAccuracy', 'learningRate'],
    x: 'epoch',
    logX: false,
    logY: [],
    smoothing: { kind: 'none' },
    hideOutliers: false,
    groupBy: null,
    centre: 'mean',
    band: 'range',
    baseline: null,
    zoom: null,
    enlarged: null,
  },
  table: {
    columns: ['name', 'finalValLoss', 'bestValAccuracy', 'status', 'schedule', 'study', 'seed'],
    sort: null,
  },
}

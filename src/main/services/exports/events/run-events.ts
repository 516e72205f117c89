import type { RunRecord } from '../../../../shared/domain/run'
import type { EpochRow, StepSeries } from '../../../../shared/domain/series'
import { openingEvent, scalarMessage, type ScalarEvent } from './event-messages'
import { toRecords } from './records'

/** A run as its event files need it. */
export interface LoggedRun {
  readonly run: Pick<RunRecord, 'startedAt' | 'createdAt' | 'stepsPerEpoch'>
  readonly rows: readonly EpochRow[]
  /** Recorded steps; null to leave them out. */
  readonly steps: StepSeries | null
}

/** An event file, with its path below the run's folder. */
export interface EventFile {
  readonly path: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** When each epoch ended, in seconds since 1970; pauses are not known and take no time. */
function endsOf({ run, rows }: LoggedRun): { readonly start: number; readonly ends: number[] } {
  const start = Date.parse(run.startedAt ?? run.createdAt) / 1000
  let now = start
  return { start, ends: rows.map(({ seconds }) => (now += seconds)) }
}

/** A name of Keras's, the value of a row for it, and the steps or epochs it is counted in. */
type Scalar = readonly [tag: string, value: (row: EpochRow) => number | undefined]

const trainScalars: readonly Scalar[] = [
  ['epoch_accuracy', (row) => row.accuracy],
  ['epoch_loss', (row) => row.loss],
  ['epoch_top3', (row) => row.top3],
  ['epoch_learning_rate', (row) => row.learningRate],
]
const validationScalars: readonly Scalar[] = [
  ['epoch_accuracy', (row) => row.valAccuracy],
  ['epoch_loss', (row) => row.valLoss],
  ['epoch_top3', (row) => row.valTop3],
]
const testScalars: readonly Scalar[] = [
  ['epoch_accuracy', (row) => row.testAccuracy],
  ['epoch_loss', (row) => row.testLoss],
]
/** What Keras tells of a validation by the steps that were finished. */
const byIteration: readonly Scalar[] = [
  ['evaluation_accuracy_vs_iterations', (row) => row.valAccuracy],
  ['evaluation_loss_vs_iterations', (row) => row.valLoss],
]

function epochEvents(
  { rows }: LoggedRun,
  ends: readonly number[],
  scalars: readonly Scalar[],
  stepOf: (epoch: number) => number = (epoch) => epoch,
): ScalarEvent[] {
  return rows.flatMap((row, index) =>
    scalars.flatMap(([tag, valueOf]) => {
      const value = valueOf(row)
      return value === undefined
        ? []
        : [{ wallTime: ends[index] ?? 0, step: stepOf(row.epoch), tag, value }]
    }),
  )
}

/** Loss and applied rate of every step, spread evenly over their epoch; steps count from 1. */
function stepEvents({ run, rows, steps }: LoggedRun, start: number, ends: readonly number[]) {
  const last = ends.at(-1) ?? start
  const events: ScalarEvent[] = []
  for (let at = 0; at < (steps?.loss.length ?? 0); at++) {
    const epoch = Math.floor(at / run.stepsPerEpoch)
    const from = epoch === 0 ? start : (ends[epoch - 1] ?? last)
    const seconds = rows[epoch]?.seconds ?? 0
    const wallTime = from + (seconds * ((at % run.stepsPerEpoch) + 1)) / run.stepsPerEpoch
    const of = { wallTime, step: at + 1 }
    events.push({ ...of, tag: 'batch_loss', value: steps?.loss[at] ?? NaN })
    events.push({ ...of, tag: 'batch_learning_rate', value: steps?.learningRate[at] ?? NaN })
  }
  return events
}

/** What happened first stands first; of one moment, in the order given. */
const inTime = (events: readonly ScalarEvent[]) =>
  [...events].sort((a, b) => a.wallTime - b.wallTime)

/**
 * A run's event files as Keras 3's `TensorBoard` callback names folders and tags: `train` and
 * `validation`, and `test` where the test set was watched too. Epochs count from 0 and steps from
 * 1, as there; values are float32, as there. Unlike there, `batch_loss` is the loss of each step,
 * not the mean of its epoch so far. A run without epochs has no file.
 */
export function eventFilesOf(logged: LoggedRun): readonly EventFile[] {
  const { start, ends } = endsOf(logged)
  const { stepsPerEpoch } = logged.run
  const finishedSteps = (epoch: number) => (epoch + 1) * stepsPerEpoch
  const folders: readonly (readonly [string, readonly ScalarEvent[]])[] = [
    ['train', [...stepEvents(logged, start, ends), ...epochEvents(logged, ends, trainScalars)]],
    [
      'validation',
      [
        ...epochEvents(logged, ends, byIteration, finishedSteps),
        ...epochEvents(logged, ends, validationScalars),
      ],
    ],
    ['test', epochEvents(logged, ends, testScalars)],
  ]
  return folders
    .filter(([, events]) => events.length > 0)
    .map(([folder, events], index) => ({
      path: `${folder}/events.out.tfevents.${Math.floor(start)}.cooldown.0.${index}.v2`,
      bytes: toRecords([openingEvent(start), ...inTime(events).map(scalarMessage)]),
    }))
}

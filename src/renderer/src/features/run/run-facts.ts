import { formatMetric } from '../../../../shared/charts/metrics'
import { formatCount, formatDuration, ordinal } from '../../../../shared/domain/format'
import type { RecipeFact } from '../../../../shared/domain/describe-recipe'
import type { ProcessExit } from '../../../../shared/domain/run'
import type { EpochRow, Metric } from '../../../../shared/domain/series'
import type { RunView } from '../../composables/use-run-views'
import { formatMoment } from '../../composables/when'
import { texts } from '../../texts'

const moment = (iso: string | null) => (iso === null ? texts.common.none : formatMoment(iso))

function describeExit({ code, signal }: ProcessExit): string {
  if (signal !== null) return texts.run.exitSignal(signal)
  return texts.run.exitCode(code === null ? texts.common.none : String(code))
}

const { none } = texts.common
const metric = (name: Metric, value: number | undefined) =>
  value === undefined ? none : formatMetric(name, value)

/** Of the last epoch, what only newer runs, or recipes that ask for it, have. */
function lastEpochFacts(row: EpochRow | undefined): readonly RecipeFact[] {
  if (!row) return []
  const { top3, valTop3, testLoss, testAccuracy, examplesPerSecond } = row
  const shares = texts.run.trainingAndValidation(
    metric('accuracy', top3),
    metric('valAccuracy', valTop3),
  )
  const test = texts.run.lossAndAccuracy(
    metric('valLoss', testLoss),
    metric('valAccuracy', testAccuracy),
  )
  return [
    ...(top3 === undefined && valTop3 === undefined
      ? []
      : [{ label: texts.run.lastTop3, value: shares }]),
    ...(testLoss === undefined && testAccuracy === undefined
      ? []
      : [{ label: texts.run.lastTest, value: test }]),
    ...(examplesPerSecond === undefined
      ? []
      : [{ label: texts.run.pace, value: formatCount(Math.round(examplesPerSecond)) }]),
  ]
}

/** What is known of a run, in the order people ask for it. */
export function runFacts({
  run,
  epochsDone,
  summary,
  secondsLeft,
  rows,
}: RunView): readonly RecipeFact[] {
  const last = summary
    ? texts.run.lossAndAccuracy(
        formatMetric('valLoss', summary.finalValLoss),
        formatMetric('valAccuracy', summary.finalValAccuracy),
      )
    : none
  const best = summary
    ? `${formatMetric('valLoss', summary.bestValLoss)}, ${texts.study.bestAt(ordinal(summary.bestEpoch))}`
    : none
  return [
    { label: texts.run.epoch, value: `${epochsDone} / ${run.totalEpochs}` },
    { label: texts.run.last, value: last },
    { label: texts.run.best, value: best },
    ...lastEpochFacts(rows.at(-1)),
    ...(secondsLeft === null
      ? []
      : [{ label: texts.run.left, value: formatDuration(secondsLeft) }]),
    { label: texts.run.training, value: formatDuration(run.seconds) },
    { label: texts.run.seed, value: String(run.seed) },
    { label: texts.run.attempt, value: String(run.attempt) },
    { label: texts.run.engine, value: run.engine ?? texts.run.notStarted },
    { label: texts.run.started, value: moment(run.startedAt) },
    { label: texts.run.ended, value: moment(run.endedAt) },
    ...(run.exit ? [{ label: texts.run.exit, value: describeExit(run.exit) }] : []),
  ]
}

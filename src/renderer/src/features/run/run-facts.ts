import { formatMetric } from '../../../../shared/charts/metrics'
import { formatDuration, ordinal } from '../../../../shared/domain/format'
import type { RecipeFact } from '../../../../shared/domain/describe-recipe'
import type { ProcessExit } from '../../../../shared/domain/run'
import type { RunView } from '../../composables/use-run-views'
import { formatMoment } from '../../composables/when'
import { texts } from '../../texts'

const moment = (iso: string | null) => (iso === null ? texts.common.none : formatMoment(iso))

function describeExit({ code, signal }: ProcessExit): string {
  if (signal !== null) return texts.run.exitSignal(signal)
  return texts.run.exitCode(code === null ? texts.common.none : String(code))
}

/** What is known of a run, in the order people ask for it. */
export function runFacts({
  run,
  epochsDone,
  summary,
  secondsLeft,
}: RunView): readonly RecipeFact[] {
  const { none } = texts.common
  const last = summary
    ? `${formatMetric('valLoss', summary.finalValLoss)}, ${formatMetric('valAccuracy', summary.finalValAccuracy)}`
    : none
  const best = summary
    ? `${formatMetric('valLoss', summary.bestValLoss)}, ${texts.study.bestAt(ordinal(summary.bestEpoch))}`
    : none
  return [
    { label: texts.run.epoch, value: `${epochsDone} / ${run.totalEpochs}` },
    { label: texts.run.last, value: last },
    { label: texts.run.best, value: best },
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

import { formatCount, ordinal } from '../../format'
import { formatRate } from '../../format-rate'
import { splitSizes } from '../../recipe'
import type { ComparedRun } from '../compared-run'
import { groupRuns } from '../groups'
import { nameList, numberList } from '../name-list'
import type { RowsOf } from '../metric-at'
import { plannedRate } from '../schedule-facts-of'
import type { Finding, FindingsRequest } from './finding'

interface Diverged {
  readonly run: ComparedRun
  readonly step: number
}

/** "step 1,204 of epoch 5, at a learning rate of 0.5". */
function place({ run, step }: Diverged, rowsOf: RowsOf): string {
  const { recipe } = run.trial
  const epoch = Math.floor(step / splitSizes(recipe).stepsPerEpoch)
  // Of a schedule that reacts only the rates that were applied are known.
  const rate = plannedRate(recipe, step) ?? rowsOf(run.run.id)?.at(-1)?.learningRate
  const at = rate === undefined ? '' : `, at a learning rate of ${formatRate(rate)}`
  return `step ${formatCount(ordinal(step))} of epoch ${ordinal(epoch)}${at}`
}

function sentenceOf(
  label: string,
  found: readonly Diverged[],
  all: number,
  rowsOf: RowsOf,
): string {
  const [first] = found
  if (first && all === 1) {
    return `${label} diverges at ${place(first, rowsOf)}: its loss is no longer finite.`
  }
  const seeds = numberList(found.map(({ run }) => run.run.seed))
  const places = found.map((each) => `${place(each, rowsOf)} (seed ${each.run.run.seed})`)
  return `${label} diverges in ${found.length} of ${all} seeds (${seeds}): at ${nameList(places)}. There the loss is no longer finite.`
}

/** A sentence for every trial of which runs diverged: at which steps, and at what rates. */
export function diverged({ runs, rowsOf }: FindingsRequest): readonly Finding[] {
  return groupRuns(runs, 'trial').flatMap(({ key, label, runs: own }): readonly Finding[] => {
    const found = own.flatMap((run): Diverged[] => {
      const { divergedAtStep } = run.run
      return divergedAtStep === null ? [] : [{ run, step: divergedAtStep }]
    })
    if (found.length === 0) return []
    return [
      {
        id: `diverged:${key}`,
        kind: 'diverged',
        sentence: sentenceOf(label, found, own.length, rowsOf),
        shows: {
          metric: 'loss',
          x: 'epoch',
          runIds: found.map(({ run }) => run.run.id),
          epochs: null,
        },
      },
    ]
  })
}

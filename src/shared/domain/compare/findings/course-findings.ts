import { formatRate } from '../../format-rate'
import { mean, median } from '../statistics'
import type { Finding } from './finding'
import { findingRules, guessingFrom, learningStopOf, overfitOf } from './rules'
import { epochText, idsOf, inSeeds, isMostOf, type RunRows, type TrialRows } from './trial-runs'

const percent = (share: number) => `${Math.round(share * 100)} %`

/** What a rule finds in a trial's runs, those in which it finds nothing left out. */
function foundIn<Found>(
  { runs }: TrialRows,
  rule: (rows: RunRows['rows']) => Found | null,
): readonly { readonly own: RunRows; readonly found: Found }[] {
  return runs.flatMap((own) => {
    const found = rule(own.rows)
    return found === null ? [] : [{ own, found }]
  })
}

const lastEpoch = (runs: readonly RunRows[]) =>
  Math.max(0, ...runs.map(({ rows }) => rows.length - 1))

/** A trial that overfits: from which epoch on, and how far validation loss rises. */
export function overfitting(trial: TrialRows): Finding | null {
  const all = foundIn(trial, overfitOf)
  if (!isMostOf(all, trial.runs)) return null
  const runs = all.map(({ own }) => own)
  const from = all.map(({ found }) => found.from)
  const rise = mean(all.map(({ found }) => found.rise))
  const lowest = mean(all.map(({ found }) => found.lowest))
  const margin = percent(findingRules.overfitMargin)
  return {
    id: `overfit:${trial.key}`,
    kind: 'overfit',
    sentence:
      `${trial.label} overfits from ${epochText(from)} on${inSeeds(runs, trial.runs)}: ` +
      `from there its validation loss stays more than ${margin} above its lowest, ` +
      `${lowest.toFixed(3)} around ${epochText(all.map(({ found }) => found.lowestAt))}, ` +
      `and ends ${percent(rise)} above it, while the training loss falls.`,
    shows: {
      metric: 'valLoss',
      x: 'epoch',
      runIds: idsOf(runs),
      epochs: {
        from: Math.min(...all.map(({ found }) => found.lowestAt)),
        to: lastEpoch(runs),
      },
    },
  }
}

/** Why it stopped, as far as the rate tells. */
function because(rate: number, highest: number): string {
  const share = rate / highest
  const at = `the learning rate there is ${formatRate(rate)}`
  return share <= findingRules.lowRateShare
    ? `${at}, ${Number((share * 100).toPrecision(2))} % of the highest, too little to move the weights far`
    : `${at}, so it is not for want of rate`
}

/** A trial whose validation loss hardly moves any more: since when, and what the rate was. */
export function learningStopped(trial: TrialRows): Finding | null {
  const all = foundIn(trial, learningStopOf)
  if (!isMostOf(all, trial.runs)) return null
  const runs = all.map(({ own }) => own)
  const from = all.map(({ found }) => found.from)
  const rate = median(all.map(({ found }) => found.rate))
  const highest = median(all.map(({ found }) => found.highestRate))
  return {
    id: `stopped:${trial.key}`,
    kind: 'stopped',
    sentence:
      `${trial.label} stops learning in ${epochText(from)}${inSeeds(runs, trial.runs)}: ` +
      `from there its validation loss stays within ${percent(findingRules.stopMargin)} of where it ends; ` +
      `${because(rate, highest)}.`,
    shows: {
      metric: 'valLoss',
      x: 'epoch',
      runIds: idsOf(runs),
      epochs: { from: Math.max(0, Math.min(...from) - 5), to: lastEpoch(runs) },
    },
  }
}

/** A trial whose network lost all that it knew, though its loss stayed a number. */
export function guessing(trial: TrialRows): Finding | null {
  const all = foundIn(trial, guessingFrom)
  if (all.length === 0) return null
  const runs = all.map(({ own }) => own)
  const from = all.map((each) => each.found)
  const rates = all.map(({ own, found }) => own.rows[found]?.learningRate ?? NaN)
  return {
    id: `guessing:${trial.key}`,
    kind: 'guessing',
    sentence:
      `${trial.label} only guesses from ${epochText(from)} on${inSeeds(runs, trial.runs)}: ` +
      `its validation accuracy stays near chance; the learning rate there is ${formatRate(median(rates))}.`,
    shows: { metric: 'valAccuracy', x: 'epoch', runIds: idsOf(runs), epochs: null },
  }
}

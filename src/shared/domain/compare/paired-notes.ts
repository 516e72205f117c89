import { plural } from '../format'
import { metricAtInText } from './metric-at'
import { numberList } from './name-list'
import type { PairedComparison, PairedGroup, Verdict } from './paired'

const words: Readonly<Record<Verdict, string>> = {
  better: 'better',
  worse: 'worse',
  undecided: 'undecided',
}

/** A verdict as charts and tables say it. */
export const verdictWord = (verdict: Verdict) => words[verdict]

/** Runs of a group that share a reason are told at once. */
function leftOut({ label, unpaired }: PairedGroup): readonly string[] {
  const seeds = new Map<string, number[]>()
  for (const { reason, seed } of unpaired) seeds.set(reason, [...(seeds.get(reason) ?? []), seed])
  return [...seeds].map(([reason, of]) => `${label}, seed ${numberList(of)} (${reason})`)
}

/** The footnote of paired differences: what is paired, what intervals are, and who is left out. */
export function pairedNotes(comparison: PairedComparison): readonly string[] {
  const { objective, baseline, groups } = comparison
  const unpaired = groups.flatMap(leftOut)
  const many = groups.filter(({ interval }) => interval !== null).length
  return [
    `Differences of ${metricAtInText(objective)} to ${baseline.label}, of runs with equal seed and images; ` +
      'whiskers: 95 % interval of the mean (Student’s t).',
    ...(many > 1
      ? [`${plural(many, 'comparison')}, each with an interval that stands alone.`]
      : []),
    ...(unpaired.length > 0 ? [`Not paired: ${unpaired.join('; ')}.`] : []),
  ]
}

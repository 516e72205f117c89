import { trainingFacts } from './describe-recipe'
import type { Trial } from './study'

/** Something beside the schedule in which trials differ. */
export interface Difference {
  readonly label: string
  /** What most of the trials have. */
  readonly usual: string
  /** The other values, each with the names of its trials. */
  readonly others: readonly { readonly value: string; readonly trials: readonly string[] }[]
}

function byValue(label: string, trials: readonly Trial[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const trial of trials) {
    const value = trainingFacts(trial.recipe).find((fact) => fact.label === label)?.value ?? ''
    groups.set(value, [...(groups.get(value) ?? []), trial.name])
  }
  return groups
}

/**
 * What differs between the trials beside their schedules: such differences are not the schedule's
 * doing. Empty for fewer than two trials; of equally common values the first trial's is the usual.
 */
export function differencesBesideSchedule(trials: readonly Trial[]): readonly Difference[] {
  const labels = trials[0] ? trainingFacts(trials[0].recipe).map((fact) => fact.label) : []
  return labels.flatMap((label) => {
    const groups = [...byValue(label, trials)]
    if (groups.length < 2) return []
    const [usual] = groups.reduce((most, group) =>
      group[1].length > most[1].length ? group : most,
    )
    const others = groups
      .filter(([value]) => value !== usual)
      .map(([value, names]) => ({ value, trials: names }))
    return [{ label, usual, others }]
  })
}

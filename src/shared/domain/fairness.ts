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

interface Described {
  readonly name: string
  readonly facts: ReadonlyMap<string, string>
}

const described = ({ name, recipe }: Trial): Described => ({
  name,
  facts: new Map(trainingFacts(recipe).map(({ label, value }) => [label, value])),
})

function byValue(label: string, trials: readonly Described[]) {
  const groups = new Map<string, string[]>()
  for (const { name, facts } of trials) {
    const value = facts.get(label) ?? ''
    const known = groups.get(value)
    if (known) known.push(name)
    else groups.set(value, [name])
  }
  return groups
}

/**
 * What differs between the trials beside their schedules: such differences are not the schedule's
 * doing. Empty for fewer than two trials; of equally common values the first trial's is the usual.
 */
export function differencesBesideSchedule(trials: readonly Trial[]): readonly Difference[] {
  const all = trials.map(described)
  const labels = [...(all[0]?.facts.keys() ?? [])]
  return labels.flatMap((label) => {
    const groups = [...byValue(label, all)]
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

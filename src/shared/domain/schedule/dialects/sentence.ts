import { formatRate } from '../../format-rate'
import type { DifferenceGroup } from './difference'

/** "Keras", "Keras and optax", "Keras, timm and optax". */
const listed = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

/** A difference that four digits do not show. */
const same = (a: number, b: number) => formatRate(a) === formatRate(b)

function rates({ first, last, lowest, highest }: DifferenceGroup): string {
  if (same(lowest, highest)) return formatRate(first)
  const ends = [Math.min(first, last), Math.max(first, last)] as const
  return same(lowest, ends[0]) && same(highest, ends[1])
    ? `${formatRate(first)} ${first < last ? 'rising' : 'falling'} to ${formatRate(last)}`
    : `between ${formatRate(lowest)} and ${formatRate(highest)}`
}

/** Those that have not moved still have their rate; those that alone have moved already have it. */
function adverb(own: readonly boolean[], others: readonly boolean[]): string {
  if (!own.includes(true) && others.includes(true)) return ' still'
  return own.length > 0 && !own.includes(false) && !others.includes(true) ? ' already' : ''
}

/** A stretch as people name it: its unit, and both ends counted from 0. */
interface Span {
  readonly name: string
  readonly from: number
  readonly to: number
}

/**
 * What each group has in a stretch, in one sentence. `changes` says for each member of each group
 * whether its rate has just changed.
 */
export function sentenceFor(
  groups: readonly DifferenceGroup[],
  changes: readonly (readonly boolean[])[],
  { name, from, to }: Span,
): string {
  const parts = groups.map((group, index) => {
    const own = changes[index] ?? []
    const others = changes.filter((_, other) => other !== index).flat()
    const flat = same(group.lowest, group.highest)
    const verb = group.names.length === 1 ? 'has' : 'have'
    return `${listed(group.names)}${flat ? adverb(own, others) : ''} ${verb} ${rates(group)}`
  })
  const where = from === to ? `At ${name} ${from}` : `From ${name} ${from} to ${to}`
  return `${where}, ${parts.join('; ')}.`
}

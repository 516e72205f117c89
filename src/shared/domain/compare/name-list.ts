import { formatCount } from '../format'

const mostNamed = 3

/** "Linear", "Linear and Step", "Linear, Step, Adam and 4 more". */
export function nameList(names: readonly string[]): string {
  const more = names.length - mostNamed
  const told = more > 1 ? names.slice(0, mostNamed) : names
  const all = more > 1 ? [...told, `${formatCount(more)} more`] : told
  const last = all.at(-1) ?? ''
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`
}

/** Numbers in a few words, "1 to 3, 5"; ascending. */
export function numberList(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  const stretches: [number, number][] = []
  for (const number of sorted) {
    const last = stretches.at(-1)
    if (last?.[1] === number - 1) last[1] = number
    else stretches.push([number, number])
  }
  return stretches
    .map(([from, to]) =>
      from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`,
    )
    .join(', ')
}

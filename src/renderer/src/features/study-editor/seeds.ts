import { formatCount } from '../../../../shared/domain/format'
import { draftLimits } from '../../../../shared/domain/study-plan/draft'

const largestSeed = 0xffff_ffff
const mostSeeds = draftLimits.seeds

export type ParsedSeeds =
  | { readonly ok: true; readonly seeds: readonly number[] }
  | { readonly ok: false; readonly problem: string }

function parsePart(part: string): readonly number[] | string {
  const [, first, last = first] = /^(\d{1,10})(?:[-–](\d{1,10}))?$/.exec(part) ?? []
  if (first === undefined) {
    return `“${part.slice(0, 24)}” is no seed; write whole numbers such as “1, 2, 3” or “1-5”.`
  }
  const [from, to] = [Number(first), Number(last)]
  if (Math.max(from, to) > largestSeed) {
    return `Seed ${part} is too large; a seed is at most ${formatCount(largestSeed)}.`
  }
  if (to < from) return `“${part}” runs backwards; write “${to}-${from}”.`
  if (to - from >= mostSeeds)
    return `“${part}” has too many seeds; at most ${formatCount(mostSeeds)} fit.`
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Seeds as people write them: numbers and ranges, apart by commas or blanks, each once. */
export function parseSeeds(text: string): ParsedSeeds {
  const parts = text
    .replace(/\s*([-–])\s*/g, '$1')
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
  if (parts.length === 0) {
    return { ok: false, problem: 'There is no seed; write at least one, such as “1”.' }
  }
  const seeds = new Set<number>()
  for (const part of parts) {
    const parsed = parsePart(part)
    if (typeof parsed === 'string') return { ok: false, problem: parsed }
    for (const seed of parsed) seeds.add(seed)
  }
  if (seeds.size <= mostSeeds) return { ok: true, seeds: [...seeds] }
  return {
    ok: false,
    problem: `There are ${formatCount(seeds.size)} seeds; at most ${formatCount(mostSeeds)} fit.`,
  }
}

/** Seeds as they can be read again: three and more in a row as a range. */
export function seedsText(seeds: readonly number[]): string {
  const rows: [number, number][] = []
  for (const seed of seeds) {
    const row = rows.at(-1)
    if (row?.[1] === seed - 1) row[1] = seed
    else rows.push([seed, seed])
  }
  return rows
    .flatMap(([from, to]) =>
      to - from >= 2
        ? [`${from}-${to}`]
        : from === to
          ? [String(from)]
          : [String(from), String(to)],
    )
    .join(', ')
}

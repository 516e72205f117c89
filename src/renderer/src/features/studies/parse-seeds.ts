import { formatCount } from '../../../../shared/domain/format'

export const mostSeeds = 1_000
const largestSeed = 0xffff_ffff

export type ParsedSeeds =
  | { readonly ok: true; readonly seeds: readonly number[] }
  | { readonly ok: false; readonly problem: string }

const refused = (problem: string): ParsedSeeds => ({ ok: false, problem })

function parsePart(part: string): readonly number[] | string {
  const match = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(part)
  if (!match) {
    return `“${part.slice(0, 24)}” is not a seed; write whole numbers such as “1, 2, 3” or “1-5”.`
  }
  const first = Number(match[1])
  const last = match[2] === undefined ? first : Number(match[2])
  const largest = Math.max(first, last)
  if (largest > largestSeed) {
    return `Seed ${part.slice(0, 24)} is too large; a seed is at most ${formatCount(largestSeed)}.`
  }
  if (last < first) return `“${part}” runs backwards; write “${last}-${first}”.`
  if (last - first >= mostSeeds) return `“${part}” has too many seeds; at most ${mostSeeds} fit.`
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Seeds as people write them: numbers and ranges, apart by commas or blanks, each once. */
export function parseSeeds(text: string): ParsedSeeds {
  const parts = text
    .replace(/\s*([-–])\s*/g, '$1')
    .split(/[\s,;]+/)
    .filter((part) => part !== '')
  if (parts.length === 0) return refused('There is no seed; write at least one, such as “1”.')
  const seeds = new Set<number>()
  for (const part of parts) {
    const parsed = parsePart(part)
    if (typeof parsed === 'string') return refused(parsed)
    for (const seed of parsed) seeds.add(seed)
  }
  if (seeds.size > mostSeeds) {
    return refused(`There are ${formatCount(seeds.size)} seeds; at most ${mostSeeds} fit.`)
  }
  return { ok: true, seeds: [...seeds] }
}

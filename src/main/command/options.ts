import { InvalidArgumentError } from 'commander'

const wholeNumber = /^\d+$/

/** Parses a whole number inside bounds; commander shows the message beside the option's name. */
export function wholeBetween(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (wholeNumber.test(text) && value >= low && value <= high) return value
    throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`)
  }
}

/** Parses seeds such as `1,2,5-8`. */
export function seedList(text: string): number[] {
  const seeds = text.split(',').flatMap((part) => {
    const [, from, to = from] = /^\s*(\d{1,10})(?:-(\d{1,10}))?\s*$/.exec(part) ?? []
    if (from === undefined) {
      throw new InvalidArgumentError('It must be numbers and ranges such as 1,2,5-8.')
    }
    return range(Number(from), Number(to))
  })
  return [...new Set(seeds)]
}

const largestSeed = 0xffff_ffff
const mostSeeds = 1_000

function range(first: number, last: number): number[] {
  if (last < first || last > largestSeed || last - first >= mostSeeds) {
    throw new InvalidArgumentError(
      `A range must rise, end at ${largestSeed} or below and hold at most ${mostSeeds} seeds.`,
    )
  }
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** Parses names such as `linear,step`. */
export function nameList(text: string): string[] {
  const names = text.split(',').map((name) => name.trim())
  if (names.every((name) => name !== '')) return [...new Set(names)]
  throw new InvalidArgumentError('It must be names with commas between them.')
}

import type { MersenneTwister } from './mersenne-twister'

/**
 * `count` different indices below `population`, in the order CPython's `random.sample(range(n), k)`
 * draws them. Throws RangeError when count exceeds the population.
 */
export function sampleIndices(
  random: MersenneTwister,
  population: number,
  count: number,
): Uint32Array {
  if (count > population)
    throw new RangeError(`cannot draw ${count} different items from ${population}`)
  return setIsSmaller(population, count)
    ? sampleBySet(random, population, count)
    : sampleByPool(random, population, count)
}

/** CPython's own estimate of which of its two methods needs less memory; both draw differently. */
function setIsSmaller(population: number, count: number): boolean {
  const tableSize = 21 + (count > 5 ? 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 0)
  return population > tableSize
}

function sampleByPool(random: MersenneTwister, population: number, count: number): Uint32Array {
  const pool = Uint32Array.from({ length: population }, (_, index) => index)
  return Uint32Array.from({ length: count }, (_, index) => {
    const chosen = random.nextBelow(population - index)
    const value = pool[chosen] ?? 0
    pool[chosen] = pool[population - index - 1] ?? 0
    return value
  })
}

function sampleBySet(random: MersenneTwister, population: number, count: number): Uint32Array {
  const taken = new Set<number>()
  while (taken.size < count) taken.add(random.nextBelow(population))
  return Uint32Array.from(taken)
}

/** 0 to length - 1 in random order (Fisher-Yates). */
export function shuffledIndices(random: MersenneTwister, length: number): Uint32Array {
  const order = Uint32Array.from({ length }, (_, index) => index)
  for (let last = length - 1; last > 0; last--) {
    const chosen = random.nextBelow(last + 1)
    const value = order[chosen] ?? 0
    order[chosen] = order[last] ?? 0
    order[last] = value
  }
  return order
}

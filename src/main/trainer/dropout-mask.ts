/** Mixes the bits of a 32-bit word; every bit of the result depends on every bit of the word. */
export function mixed(word: number): number {
  let x = word
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return (x ^ (x >>> 16)) >>> 0
}

/**
 * Where the masks of one layer begin at one step of a run. Depends on nothing else, so that a run
 * taken up again, or trained by another engine, leaves out the same units.
 */
export const dropoutKey = (seed: number, layer: number, step: number): number =>
  mixed(mixed(mixed(seed) + layer) + step)

/** Hashes from this on are kept. */
export const keepFrom = (rate: number): number => Math.floor(rate * 2 ** 32)

/** 1 where unit `i` of `count` is kept, 0 where it is left out: those with mixed(i + key) below. */
export function keepMask(key: number, count: number, rate: number): Float32Array {
  const threshold = keepFrom(rate)
  return Float32Array.from({ length: count }, (_, index) =>
    mixed((index + key) | 0) >= threshold ? 1 : 0,
  )
}

import { MersenneTwister } from '../random/mersenne-twister'

export interface NoiseSpec {
  readonly distribution: 'normal' | 'uniform'
  /** Largest share, above 0 and at most 1. */
  readonly limit: number
  /** Standard deviation of normal noise before it is limited. */
  readonly deviation: number
  readonly seed: number
}

/** Uniform in [0, 1) from the low 53 of 64 random bits, the first word the upper half. */
function fraction53(random: MersenneTwister): number {
  const high = random.nextWord() & 0x1f_ffff
  const low = random.nextWord()
  return (high * 2 ** 32 + low) / 2 ** 53
}

/** Standard normal values in pairs (Box and Muller), as float32. */
function* normals(random: MersenneTwister): Generator<number, never> {
  for (;;) {
    const u1 = fraction53(random)
    const u2 = fraction53(random)
    const radius = Math.sqrt(-2 * Math.log1p(-u2))
    yield Math.fround(radius * Math.cos(2 * Math.PI * u1))
    yield Math.fround(radius * Math.sin(2 * Math.PI * u1))
  }
}

/**
 * The random share of unit t, between -limit and limit: timm's numbers, which are those of
 * PyTorch's CPU generator seeded with seed + t.
 */
export function noiseAt(t: number, { distribution, limit, deviation, seed }: NoiseSpec): number {
  const random = MersenneTwister.fromWord((seed + t) >>> 0)
  if (distribution === 'uniform') {
    const fraction = (random.nextWord() & 0xff_ffff) / 2 ** 24
    return 2 * (fraction - 0.5) * limit
  }
  const draws = normals(random)
  for (;;) {
    const drawn = draws.next().value * deviation
    if (Math.abs(drawn) < limit) return drawn
  }
}

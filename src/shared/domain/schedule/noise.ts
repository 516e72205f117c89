import { BriefTwister } from '../random/brief-twister'

/** What noise is drawn from. */
export interface NoiseSpec {
  readonly distribution: 'normal' | 'uniform'
  /** Largest share, above 0 and at most 1. */
  readonly limit: number
  /** Standard deviation of normal noise before it is limited. */
  readonly deviation: number
  readonly seed: number
}

/** Uniform in [0, 1) from the low 53 of 64 random bits, the first word the upper half. */
function fraction53(random: BriefTwister): number {
  const high = random.nextWord() & 0x1f_ffff
  const low = random.nextWord()
  return (high * 2 ** 32 + low) / 2 ** 53
}

/** Standard normal values in pairs (Box and Muller), as float32, redrawn until below the limit. */
function normalBelow(limit: number, deviation: number, random: BriefTwister): number {
  for (;;) {
    const angle = 2 * Math.PI * fraction53(random)
    const radius = Math.sqrt(-2 * Math.log1p(-fraction53(random)))
    const first = Math.fround(radius * Math.cos(angle)) * deviation
    if (Math.abs(first) < limit) return first
    const second = Math.fround(radius * Math.sin(angle)) * deviation
    if (Math.abs(second) < limit) return second
  }
}

/**
 * The random share of each unit t, between -limit and limit: timm's numbers, which are those of
 * PyTorch's CPU generator seeded with seed + t.
 */
export function noiseShares({ distribution, limit, deviation, seed }: NoiseSpec) {
  const random = new BriefTwister()
  return (t: number): number => {
    random.reseed((seed + t) >>> 0)
    if (distribution === 'normal') return normalBelow(limit, deviation, random)
    const fraction = (random.nextWord() & 0xff_ffff) / 2 ** 24
    return 2 * (fraction - 0.5) * limit
  }
}

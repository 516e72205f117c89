import { MersenneTwister } from './mersenne-twister'

/** What a run draws random numbers for; each purpose has a stream of its own. */
export type Purpose = 'weights' | 'shuffle' | 'dropout'

const streamOf: Record<Purpose, number> = { weights: 1, shuffle: 2, dropout: 3 }

/** The generator of one purpose under a run's seed: equal for all trials, so runs are paired. */
export function randomStream(seed: number, purpose: Purpose): MersenneTwister {
  return new MersenneTwister([seed >>> 0, streamOf[purpose]])
}

import { figureOf, mean } from './statistics.mjs'

/**
 * What came of one contender.
 * @typedef {object} Timing
 * @property {string} name
 * @property {number} firstEpochSeconds with whatever it compiles or sets up
 * @property {number} seconds of an epoch: the median of the rounds
 * @property {[number, number]} spread of the rounds
 * @property {number[]} rounds mean seconds of each round's epochs
 */

/**
 * Lets contenders train in turn, round after round: A B C, A B C, ... Each turn begins with an epoch
 * that does not count, in which caches fill and clocks rise again.
 * @param {readonly import('./learner.mjs').Contender[]} contenders
 * @param {{ rounds: number, epochs: number, log: (text: string) => void }} plan
 * @returns {Promise<Timing[]>}
 */
export async function takeTurns(contenders, { rounds, epochs, log }) {
  const timed = []
  for (const contender of contenders) {
    const [firstEpochSeconds = NaN] = await contender.train(1)
    timed.push({ contender, firstEpochSeconds, rounds: /** @type {number[]} */ ([]) })
  }
  for (let round = 1; round <= rounds; round++) {
    log(`  round ${round} of ${rounds}`)
    for (const { contender, rounds: means } of timed) {
      means.push(mean((await contender.train(1 + epochs)).slice(1)))
    }
  }
  return timed.map(({ contender, firstEpochSeconds, rounds: means }) => {
    const { median: seconds, spread } = figureOf(means)
    return { name: contender.name, firstEpochSeconds, seconds, spread, rounds: means }
  })
}

/**
 * Ends contenders whatever happens to those who use them.
 * @template {import('./learner.mjs').Contender} C
 * @template T
 * @param {readonly (() => Promise<C>)[]} starters
 * @param {(contenders: C[]) => Promise<T>} use
 */
export async function withContenders(starters, use) {
  /** @type {C[]} */
  const contenders = []
  try {
    for (const start of starters) contenders.push(await start())
    return await use(contenders)
  } finally {
    await Promise.all(contenders.map((contender) => contender.end()))
  }
}

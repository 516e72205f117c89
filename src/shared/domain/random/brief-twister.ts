import { MersenneTwister, seeded, shift, size, temper, twisted } from './mersenne-twister'

/** So many words need nothing of the state that is not there yet. */
const firstWords = size - shift

/**
 * The words of {@link MersenneTwister.fromWord}, for those who draw a few under each of many seeds:
 * only the part of the state that they need is worked out.
 */
export class BriefTwister {
  private readonly state = new Uint32Array(size)
  private known = 0
  private index = 0
  /** Takes over when more than the first words are drawn. */
  private whole: MersenneTwister | null = null

  /** Begins anew with a seed of 32 bits. */
  reseed(seed: number): void {
    this.state[0] = seed
    this.known = 1
    this.index = 0
    this.whole = null
  }

  /** The next 32 random bits, as an unsigned integer. */
  nextWord(): number {
    if (this.index >= firstWords) return this.wholeWord()
    const { state } = this
    const i = this.index++
    this.fill(i + shift)
    const joined = ((state[i] ?? 0) & 0x80000000) | ((state[i + 1] ?? 0) & 0x7fffffff)
    return temper(twisted(joined, state[i + shift] ?? 0))
  }

  private fill(last: number): void {
    const { state } = this
    let word = state[this.known - 1] ?? 0
    for (let i = this.known; i <= last; i++) {
      word = seeded(word, i)
      state[i] = word
    }
    this.known = Math.max(this.known, last + 1)
  }

  private wholeWord(): number {
    if (!this.whole) {
      this.whole = MersenneTwister.fromWord(this.state[0] ?? 0)
      for (let drawn = 0; drawn < firstWords; drawn++) this.whole.nextWord()
    }
    return this.whole.nextWord()
  }
}

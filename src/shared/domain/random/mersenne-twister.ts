export const size = 624
export const shift = 397

/** The word of a fresh state at index i, from the word before it. */
export const seeded = (previous: number, i: number) =>
  (Math.imul(previous ^ (previous >>> 30), 1812433253) + i) >>> 0

/** The next word of the state, from the joined bits of two neighbours and the word `shift` ahead. */
export const twisted = (joined: number, ahead: number) =>
  ahead ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0)

/** What a word of the state gives. */
export function temper(word: number): number {
  let y = word
  y ^= y >>> 11
  y ^= (y << 7) & 0x9d2c5680
  y ^= (y << 15) & 0xefc60000
  return (y ^ (y >>> 18)) >>> 0
}

/** All that a generator is: {@link MersenneTwister.restored} goes on from it. Plain JSON. */
export interface TwisterState {
  /** Unsigned 32-bit words. */
  readonly words: readonly number[]
  /** Which of them comes next; their number when all are used up. */
  readonly index: number
}

/**
 * MT19937, seeded by an array of 32-bit words as CPython's `random.seed(int)` does.
 * Source of everything random in a run; the same words give the same values on every machine.
 */
export class MersenneTwister {
  private readonly state = new Uint32Array(size)
  private index = size

  /** `key`: one or more unsigned 32-bit words; 0 is a seed like any other. */
  constructor(key: readonly number[]) {
    this.initialise(19650218)
    const { state } = this
    let i = 1
    let j = 0
    for (let k = Math.max(size, key.length); k > 0; k--) {
      const mixed = Math.imul(this.before(i), 1664525)
      state[i] = (this.at(i) ^ mixed) + (key[j] ?? 0) + j
      ;[i, j] = [this.advance(i), (j + 1) % key.length]
    }
    for (let k = size - 1; k > 0; k--) {
      state[i] = (this.at(i) ^ Math.imul(this.before(i), 1566083941)) - i
      i = this.advance(i)
    }
    state[0] = 0x80000000
  }

  /** Seeded by one 32-bit word as `init_genrand` does; PyTorch's generators are. */
  static fromWord(seed: number): MersenneTwister {
    const random = new MersenneTwister([0])
    random.initialise(seed)
    random.index = size
    return random
  }

  /** A generator that draws what the saved one would have drawn next. Throws RangeError. */
  static restored({ words, index }: TwisterState): MersenneTwister {
    if (words.length !== size || !Number.isInteger(index) || index < 0 || index > size) {
      throw new RangeError(
        `a generator has ${size} words and an index up to there, not ${words.length} and ${index}`,
      )
    }
    const random = new MersenneTwister([0])
    random.state.set(words)
    random.index = index
    return random
  }

  /** The generator as it is now; drawing from it changes nothing in what was saved. */
  save(): TwisterState {
    return { words: [...this.state], index: this.index }
  }

  /** The next 32 random bits, as an unsigned integer. */
  nextWord(): number {
    if (this.index >= size) this.twist()
    return temper(this.at(this.index++))
  }

  /** Uniform in [0, 1) with 53 random bits. */
  nextFraction(): number {
    const high = this.nextWord() >>> 5
    const low = this.nextWord() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /** Uniform integer in [0, limit), 1 <= limit <= 2^32, by rejection: no bias. */
  nextBelow(limit: number): number {
    const bits = limit <= 1 ? limit : 32 - Math.clz32(limit)
    if (bits === 0) return 0
    for (;;) {
      const value = this.nextWord() >>> (32 - bits)
      if (value < limit) return value
    }
  }

  private initialise(seed: number): void {
    this.state[0] = seed
    for (let i = 1; i < size; i++) this.state[i] = seeded(this.at(i - 1), i)
  }

  private at(i: number): number {
    return this.state[i] ?? 0
  }

  private before(i: number): number {
    const previous = this.at(i - 1)
    return previous ^ (previous >>> 30)
  }

  /** Steps through 1..623; past the end the last word is carried to the front. */
  private advance(i: number): number {
    if (i + 1 < size) return i + 1
    this.state[0] = this.at(size - 1)
    return 1
  }

  private twist(): void {
    const { state } = this
    for (let i = 0; i < size; i++) {
      const y = (this.at(i) & 0x80000000) | (this.at((i + 1) % size) & 0x7fffffff)
      state[i] = twisted(y, this.at((i + shift) % size))
    }
    this.index = 0
  }
}

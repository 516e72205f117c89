import { MersenneTwister } from '../../src/shared/domain/random/mersenne-twister'

/** Chance by a seed: the same case of the same seed is the same, whatever was tried before it. */
export class Dice {
  private readonly random: MersenneTwister

  constructor(seed: number, number: number) {
    this.random = new MersenneTwister([seed, number])
  }

  /** A whole number from 0 up to, not including, the limit. */
  below(limit: number): number {
    return limit <= 1 ? 0 : this.random.nextBelow(limit)
  }

  /** A whole number between both, either possible. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** True so often of a hundred times. */
  percent(often: number): boolean {
    return this.below(100) < often
  }

  fraction(): number {
    return this.random.nextFraction()
  }

  /** Any 32 bits. */
  word(): number {
    return this.random.nextWord()
  }

  /** One of a list that has at least one. */
  pick<Item>(list: readonly Item[]): Item {
    const picked = list[this.below(list.length)]
    if (list.length === 0) throw new RangeError('There is nothing to pick from.')
    // An item may itself be undefined.
    return picked as Item
  }

  bytes(count: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: count }, () => this.below(256))
  }

  /** So many of what is made. */
  times<Item>(count: number, make: () => Item): Item[] {
    return Array.from({ length: count }, make)
  }
}

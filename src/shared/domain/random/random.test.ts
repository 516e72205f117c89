import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { BriefTwister } from './brief-twister'
import { MersenneTwister, type TwisterState } from './mersenne-twister'
import { sampleIndices, shuffledIndices } from './sample'
import { randomStream } from './streams'

describe('as CPython', () => {
  test('random.seed(9125); random.random() three times', () => {
    const random = new MersenneTwister([9125])
    // python3 -c "import random; random.seed(9125); print([random.random() for _ in range(3)])"
    expect([1, 2, 3].map(() => random.nextFraction())).toEqual([
      0.5107397056874139, 0.13771903241724837, 0.27851144428471275,
    ])
  })
  test("the article's 20,000 images of 60,000", () => {
    const drawn = sampleIndices(new MersenneTwister([9125]), 60000, 20000)
    expect([...drawn.slice(0, 5)]).toEqual([33471, 58769, 9025, 41510, 18252])
    expect([...drawn.slice(-3)]).toEqual([8619, 43378, 5521])
    expect(createHash('sha256').update(drawn).digest('hex')).toBe(
      'd68f7eae0b93ca7bc152eb935221b5afb8495695014af111c264e5d5adf3676b',
    )
  })
  test('a small draw takes the other of its two methods', () => {
    // python3 -c "import random; random.seed(7); print(random.sample(range(100000), 6))"
    expect([...sampleIndices(new MersenneTwister([7]), 100000, 6)]).toEqual([
      42445, 19772, 51750, 85319, 6328, 9494,
    ])
  })
})

test('a draw larger than the population is refused', () => {
  expect(() => sampleIndices(new MersenneTwister([1]), 3, 4)).toThrow(
    'cannot draw 4 different items from 3',
  )
})

test('a shuffle is a permutation, the same for the same seed, other for another', () => {
  const first = shuffledIndices(randomStream(0, 'shuffle'), 1000)
  expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i))
  expect(shuffledIndices(randomStream(0, 'shuffle'), 1000)).toEqual(first)
  expect(shuffledIndices(randomStream(1, 'shuffle'), 1000)).not.toEqual(first)
})

test('what one seed is drawn for does not share a stream', () => {
  const purposes = ['weights', 'shuffle', 'dropout'] as const
  expect(new Set(purposes.map((purpose) => randomStream(1, purpose).nextWord())).size).toBe(3)
})

describe('a saved generator', () => {
  // Before the first word, within the words, after the last of them, and in the next ones.
  test.each([0, 1, 623, 624, 625])('draws on after %i words as if never stopped', (drawn) => {
    const random = randomStream(7, 'shuffle')
    for (let word = 0; word < drawn; word++) random.nextWord()
    const saved = JSON.parse(JSON.stringify(random.save())) as TwisterState
    const expected = Array.from({ length: 700 }, () => random.nextWord())
    const restored = MersenneTwister.restored(saved)
    expect(Array.from({ length: 700 }, () => restored.nextWord())).toEqual(expected)
  })

  test.each<[string, Partial<TwisterState>]>([
    ['too few words', { words: [1, 2] }],
    ['an index that is no whole number', { index: 0.5 }],
    ['an index beyond the words', { index: 625 }],
  ])('with %s is refused', (_, changes) => {
    const saved = { ...randomStream(7, 'shuffle').save(), ...changes }
    expect(() => MersenneTwister.restored(saved)).toThrow('a generator has 624 words')
  })
})

test('a brief twister draws the same words, few or many, under every seed', () => {
  const brief = new BriefTwister()
  for (const seed of [0, 1, 42, 0xffff_ffff]) {
    const whole = MersenneTwister.fromWord(seed)
    brief.reseed(seed)
    for (let drawn = 0; drawn < 1_500; drawn++) expect(brief.nextWord()).toBe(whole.nextWord())
  }
})

test('a word seeds as init_genrand does', () => {
  // First words of NumPy's RandomState(5489), the generator's own default seed.
  const random = MersenneTwister.fromWord(5489)
  expect([random.nextWord(), random.nextWord(), random.nextWord()]).toEqual([
    3499211612, 581869302, 3890346734,
  ])
})

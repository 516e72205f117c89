import type { Dice } from './dice'

/** Where a hostile path leads; the harness looks whether anything came there. */
export const escapeFile = '/tmp/cooldown-escaped'

/** Names that mean something to JavaScript, and that a table by name may find by accident. */
export const hostileNames: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '__defineGetter__',
  'length',
  'then',
  'toJSON',
]

export const hostileTexts: readonly string[] = [
  ...hostileNames,
  '',
  ' ',
  '\0',
  'a\0b',
  '\uFEFF',
  '\uD800',
  '\u202Etxt.exe',
  'ÄÖÜ ß ı İ',
  '👩‍👩‍👧‍👦'.repeat(20),
  '=1+1',
  '@SUM(A1)',
  '-0',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e400',
  '0x1F',
  '١٢٣',
  'null',
  'undefined',
  'true',
  '<img src=x onerror=alert(1)>',
  '"><script>alert(1)</script>',
  "'; DROP TABLE runs; --",
  '../escaped',
  '../../../../escaped',
  '..\\..\\escaped',
  '/',
  '.',
  '..',
  escapeFile,
  'CON',
  'a/b',
  '%2e%2e%2f',
  '${7*7}',
  '{{7*7}}',
  'constructor.constructor("return process")()',
  'a'.repeat(64),
  'a'.repeat(65),
  'ab-'.repeat(4_000),
  '\r\n\r\n',
  '\t,;"\'\\',
  '🙂'.repeat(121),
]

export const hostileNumbers: readonly number[] = [
  0,
  -0,
  1,
  -1,
  0.5,
  1.5,
  -1e-9,
  1e-320,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Infinity,
  -Infinity,
  NaN,
  255,
  256,
  65_535,
  65_536,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 64,
  10_000,
  10_001,
  1e21,
]

/** A text: one that is known to do harm, or any letters. */
export function junkText(dice: Dice): string {
  if (dice.percent(70)) return dice.pick(hostileTexts)
  const length = dice.percent(5) ? dice.between(1_000, 100_000) : dice.below(40)
  const highest = dice.pick([0x7f, 0xff, 0xffff])
  return Array.from({ length }, () => String.fromCharCode(dice.below(highest + 1))).join('')
}

export function junkNumber(dice: Dice): number {
  if (dice.percent(70)) return dice.pick(hostileNumbers)
  return (dice.fraction() - 0.5) * 10 ** dice.between(-20, 20)
}

/** A list in a list in a list. */
export function deepList(depth: number): unknown {
  let value: unknown = []
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

/** An object in an object in an object. */
export function deepObject(depth: number, name: string): unknown {
  let value: unknown = {}
  for (let level = 0; level < depth; level++) value = Object.fromEntries([[name, value]])
  return value
}

/** The JSON of a value; of one that is too deep to be written, a text that is as deep. */
export function jsonText(value: unknown): string {
  try {
    const text: unknown = JSON.stringify(value)
    // Undefined has no JSON.
    return typeof text === 'string' ? text : ''
  } catch {
    const depth = 20_000
    return '['.repeat(depth) + ']'.repeat(depth)
  }
}

/** What JSON can hold. */
export function junkJson(dice: Dice, depth = 3): unknown {
  switch (dice.below(depth > 0 ? 9 : 5)) {
    case 0:
      return null
    case 1:
      return dice.percent(50)
    case 2:
      return junkNumber(dice)
    case 3:
    case 4:
      return junkText(dice)
    case 5:
      return dice.times(dice.below(5), () => junkJson(dice, depth - 1))
    case 6:
    case 7:
      return Object.fromEntries(
        dice.times(dice.below(5), () => [junkText(dice), junkJson(dice, depth - 1)]),
      )
    default:
      return dice.percent(80) ? [] : huge(dice)
  }
}

/** Much, or deep. */
function huge(dice: Dice): unknown {
  switch (dice.below(5)) {
    case 0:
      return deepList(dice.pick([30, 1_000, 10_000]))
    case 1:
      return deepObject(dice.pick([30, 1_000, 10_000]), dice.pick(['schedule', 'a', '__proto__']))
    case 2:
      return dice.times(dice.pick([1_001, 10_001, 50_000]), () => 1)
    case 3:
      return 'x'.repeat(dice.pick([10_000, 1_000_000]))
    default:
      return Object.fromEntries(dice.times(10_000, () => [`k${dice.word()}`, 1]))
  }
}

/** What a program can hand over within one process, or Electron's channel from another one. */
export function junkValue(dice: Dice): unknown {
  if (dice.percent(60)) return junkJson(dice)
  return dice.pick(beyondJson)(dice)
}

const beyondJson: readonly ((dice: Dice) => unknown)[] = [
  () => undefined,
  (dice) => BigInt(dice.word()),
  () => Symbol('a symbol'),
  () => () => 'a function',
  () => Object.create(null) as unknown,
  () => new Date(NaN),
  () => /(a+)+$/,
  () => new Map([['a', 1]]),
  () => new Set([1]),
  () => new Error('an error'),
  (dice) => dice.bytes(dice.below(50)),
  () => new Float64Array(3),
  () => new ArrayBuffer(8),
  () => new Array<unknown>(10),
  () => circle(),
  (dice) => deepList(dice.pick([1_000, 20_000])),
]

/** An object that holds itself. */
function circle(): unknown {
  const round: Record<string, unknown> = { list: [] }
  round['self'] = round
  return round
}

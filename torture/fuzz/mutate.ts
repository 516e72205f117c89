import { joined } from '../../src/main/services/exports/archive'
import type { Dice } from './dice'
import { hostileNames, hostileTexts, junkJson, junkNumber, junkText } from './junk'

/** A piece of something long: where it begins and ends. */
function piece(dice: Dice, length: number): readonly [number, number] {
  const from = dice.below(length + 1)
  const most = dice.percent(20) ? length - from : Math.min(12, length - from)
  return [from, from + dice.below(most + 1)]
}

const anyNumber = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const anyWord = /[A-Za-z_]\w*/g

/** Puts something else in the place of one of the matches. */
function replaceOne(dice: Dice, text: string, pattern: RegExp, by: () => string): string {
  const found = [...text.matchAll(pattern)]
  if (found.length === 0) return text + by()
  const { index, 0: old } = dice.pick(found)
  return text.slice(0, index) + by() + text.slice(index + old.length)
}

const textChanges: readonly ((dice: Dice, text: string) => string)[] = [
  (dice, text) => text.slice(0, dice.below(text.length + 1)),
  (dice, text) => {
    const [from, to] = piece(dice, text.length)
    return text.slice(0, from) + text.slice(to)
  },
  (dice, text) => {
    const [from, to] = piece(dice, text.length)
    const times = dice.percent(5) ? Math.min(5_000, Math.ceil(200_000 / (to - from + 1))) : 2
    return text.slice(0, from) + text.slice(from, to).repeat(times) + text.slice(to)
  },
  (dice, text) => {
    const at = dice.below(text.length + 1)
    return text.slice(0, at) + dice.pick(hostileTexts) + text.slice(at)
  },
  (dice, text) => {
    const at = dice.below(text.length + 1)
    return text.slice(0, at) + String.fromCharCode(dice.below(0x110)) + text.slice(at + 1)
  },
  (dice, text) => replaceOne(dice, text, anyNumber, () => String(junkNumber(dice))),
  (dice, text) => replaceOne(dice, text, anyWord, () => dice.pick(hostileNames)),
  (dice, text) =>
    replaceOne(dice, text, anyWord, () => dice.pick(text.match(anyWord) ?? ['constructor'])),
  (dice, text) => {
    const lines = text.split('\n')
    const [from, to] = [dice.below(lines.length), dice.below(lines.length)]
    lines.splice(to, 0, lines[from] ?? '')
    return lines.join('\n')
  },
  (dice, text) => {
    const at = dice.below(text.length + 1)
    const mark = dice.pick(['[', '(', '{"a":', '-', '"', '\\"', '\\', ',', '\r', '!'])
    return text.slice(0, at) + mark.repeat(dice.pick([1, 2, 50, 5_000])) + text.slice(at)
  },
]

/** A valid text with a few faults in it. */
export function mutateText(dice: Dice, text: string): string {
  let changed = text
  for (let left = dice.pick([1, 1, 2, 3]); left > 0; left--)
    changed = dice.pick(textChanges)(dice, changed)
  return changed
}

const byteChanges: readonly ((dice: Dice, bytes: Uint8Array) => Uint8Array)[] = [
  (dice, bytes) => bytes.slice(0, dice.below(bytes.length + 1)),
  (dice, bytes) => {
    const changed = bytes.slice()
    const at = dice.below(bytes.length)
    changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8))
    return changed
  },
  (dice, bytes) => {
    const changed = bytes.slice()
    changed[dice.below(bytes.length)] = dice.pick([0, 0xff, 0x80, 0x7f, dice.below(256)])
    return changed
  },
  (dice, bytes) => {
    const [from, to] = piece(dice, bytes.length)
    return joined([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (dice, bytes) => {
    const [from, to] = piece(dice, bytes.length)
    return joined([bytes.subarray(0, to), bytes.subarray(from)])
  },
  (dice, bytes) => {
    const at = dice.below(bytes.length + 1)
    return joined([bytes.subarray(0, at), dice.bytes(dice.between(1, 16)), bytes.subarray(at)])
  },
  (dice, bytes) => {
    if (bytes.length < 4) return bytes
    const changed = bytes.slice()
    const word = dice.pick([0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, bytes.length, dice.word()])
    const little = dice.percent(70)
    new DataView(changed.buffer).setUint32(dice.below(bytes.length - 3), word, little)
    return changed
  },
]

/** Valid bytes with a few faults in them. */
export function mutateBytes(dice: Dice, bytes: Uint8Array): Uint8Array {
  let changed: Uint8Array = bytes.slice()
  for (let left = dice.pick([1, 1, 2, 3]); left > 0; left--)
    changed = dice.pick(byteChanges)(dice, changed)
  return changed
}

type Parent = readonly unknown[] | Readonly<Record<string, unknown>>

const isParent = (value: unknown): value is Parent =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)

/** Any value inside another, itself included. */
function inside(dice: Dice, value: unknown): unknown {
  if (!isParent(value) || dice.percent(30)) return value
  const members = Object.values(value)
  return members.length === 0 ? value : inside(dice, dice.pick(members))
}

/** The list or object with one member changed, left out, added or renamed. */
function changeMember(dice: Dice, parent: Parent, change: (member: unknown) => unknown): unknown {
  const entries = Object.entries(parent)
  const at = dice.below(entries.length)
  const [name, member] = entries[at] ?? ['', null]
  const put = (...instead: [string, unknown][]) => entries.splice(at, 1, ...instead)
  switch (dice.below(8)) {
    case 0:
      put()
      break
    case 1:
      put([name, member], [dice.pick(hostileNames), junkJson(dice, 1)])
      break
    case 2:
      put([dice.percent(50) ? dice.pick(hostileNames) : junkText(dice), member])
      break
    case 3:
      put(...dice.times(dice.pick([2, 2, 3, 200]), (): [string, unknown] => [name, member]))
      break
    default:
      put([name, change(member)])
  }
  if (Array.isArray(parent)) return entries.map(([, each]) => each)
  return Object.fromEntries(entries)
}

/** A value like it, or of quite another kind. */
function other(dice: Dice, value: unknown): unknown {
  if (typeof value === 'number' && dice.percent(60)) {
    return dice.pick([value + 1, value - 1, -value, value / 3, value * 1e6, junkNumber(dice)])
  }
  if (typeof value === 'string' && dice.percent(40)) return mutateText(dice, value)
  if (value instanceof Uint8Array) return mutateBytes(dice, value)
  return junkJson(dice)
}

/** A valid value with one fault somewhere in it. */
function faulty(dice: Dice, value: unknown, whole: unknown): unknown {
  if (!isParent(value) || dice.percent(8)) {
    return dice.percent(15) ? inside(dice, whole) : other(dice, value)
  }
  if (Object.keys(value).length === 0)
    return dice.percent(50) ? [junkJson(dice)] : other(dice, value)
  return changeMember(dice, value, (member) => faulty(dice, member, whole))
}

/** A valid value with a few faults in it; the value itself stays as it is. */
export function mutateJson(dice: Dice, value: unknown): unknown {
  let changed = value
  for (let left = dice.pick([1, 1, 1, 2, 3]); left > 0; left--)
    changed = faulty(dice, changed, value)
  return changed
}

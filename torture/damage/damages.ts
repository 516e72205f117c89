import fs from 'node:fs'
import type { Dice } from '../disk/dice'

/** What disks, people and other programs do to a file. */
export const damageKinds = [
  'a flipped bit',
  'a cut',
  'a zeroed block',
  'garbage at its end',
  'emptied',
  'deleted',
] as const
export type DamageKind = (typeof damageKinds)[number]

/** Damages a file, and says what it holds then; null when it is gone. */
export function damage(path: string, kind: DamageKind, dice: Dice): Buffer | null {
  if (kind === 'deleted') {
    fs.unlinkSync(path)
    return null
  }
  const damaged = damagedBytes(fs.readFileSync(path), kind, dice)
  fs.writeFileSync(path, damaged)
  return damaged
}

function damagedBytes(bytes: Buffer, kind: Exclude<DamageKind, 'deleted'>, dice: Dice): Buffer {
  const at = dice.below(Math.max(1, bytes.length))
  switch (kind) {
    case 'a flipped bit': {
      const flipped = Buffer.from(bytes)
      if (flipped.length > 0) flipped[at] = (flipped[at] ?? 0) ^ (1 << dice.below(8))
      return flipped
    }
    case 'a cut':
      return bytes.subarray(0, at)
    case 'a zeroed block':
      return Buffer.from(bytes).fill(0, at, Math.min(bytes.length, at + 1 + dice.below(512)))
    case 'garbage at its end':
      return Buffer.concat([
        bytes,
        Buffer.from(Array.from({ length: 1 + dice.below(200) }, () => dice.below(256))),
      ])
    case 'emptied':
      return Buffer.alloc(0)
  }
}

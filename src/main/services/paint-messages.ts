import { deserialize, serialize } from 'node:v8'
import { z } from 'zod'
import type { PaintRequest } from './ports'

/** What the app tells the drawing process. */
export interface PaintJob {
  readonly id: number
  /** What is to be drawn, packed: lines are arrays of floats with NaN in their gaps, which JSON lacks. */
  readonly packed: string
}

/** Base64 of V8's own form, which later versions of V8 read, too. */
export const packRequest = (request: PaintRequest) => serialize(request).toString('base64')

/** The request that `packRequest` packed. */
export const unpackRequest = (packed: string) =>
  deserialize(Buffer.from(packed, 'base64')) as PaintRequest

/**
 * What the drawing process answers: the file in base64, what is wrong with what was asked for, or
 * why it failed.
 */
export const paintReply = z.union([
  z.object({ id: z.int(), picture: z.base64() }),
  z.object({ id: z.int(), refusal: z.string() }),
  z.object({ id: z.int(), fault: z.string() }),
])
export type PaintReply = z.infer<typeof paintReply>

import { z } from 'zod'
import type { PaintRequest } from './ports'

/** What the app tells the drawing process. */
export interface PaintJob {
  readonly id: number
  readonly request: PaintRequest
}

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

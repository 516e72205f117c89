import { z } from 'zod'
import type { PaintRequest } from './ports'

/** What the app tells the drawing process. */
export interface PaintJob {
  readonly id: number
  readonly request: PaintRequest
}

/** What the drawing process answers: the PNG in base64, or why there is none. */
export const paintReply = z.union([
  z.object({ id: z.int(), png: z.base64() }),
  z.object({ id: z.int(), fault: z.string() }),
])
export type PaintReply = z.infer<typeof paintReply>

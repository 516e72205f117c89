import { z } from 'zod'

const pixels = z.int().min(-100_000).max(100_000)
const length = z.int().min(1).max(100_000)

/** How a window was left. */
export const windowState = z.object({
  /** Of its upper left corner; left out before it was ever moved. */
  x: pixels.optional(),
  y: pixels.optional(),
  width: length,
  height: length,
  maximized: z.boolean(),
  fullScreen: z.boolean(),
  /** 0 is 100 %; each step is a factor of 1.2. */
  zoomLevel: z.number().min(-8).max(8),
})
export type WindowState = z.infer<typeof windowState>

/** Of a window that was never opened. */
export const firstWindowState: WindowState = {
  width: 1440,
  height: 900,
  maximized: false,
  fullScreen: false,
  zoomLevel: 0,
}

import type { PaintJob, PaintReply } from '../services/paint-messages'
import { drawPng, prepareDrawing } from './draw'

const answer = (reply: PaintReply) => process.send?.(reply)

prepareDrawing()
// Our parent let go of us, or is gone.
process.on('disconnect', () => process.exit())
process.on('message', ({ id, request }: PaintJob) => {
  void drawPng(request).then(
    (png) => answer({ id, png: png.toString('base64') }),
    (error: unknown) =>
      answer({ id, fault: error instanceof Error ? error.message : String(error) }),
  )
})

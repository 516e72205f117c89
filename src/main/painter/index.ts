import { unpackRequest, type PaintJob, type PaintReply } from '../services/paint-messages'
import { ScheduleError } from '../../shared/domain/schedule'
import { draw, prepareDrawing } from './draw'

const answer = (reply: PaintReply) => process.send?.(reply)

prepareDrawing()
// Our parent let go of us, or is gone.
process.on('disconnect', () => process.exit())
process.on('message', ({ id, packed }: PaintJob) => {
  void draw(unpackRequest(packed)).then(
    (picture) => answer({ id, picture: picture.toString('base64') }),
    (error: unknown) => {
      if (error instanceof ScheduleError) answer({ id, refusal: error.message })
      else answer({ id, fault: error instanceof Error ? error.message : String(error) })
    },
  )
})

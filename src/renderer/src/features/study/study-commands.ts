import { Download, Pause, Play, RotateCcw, Square } from '@lucide/vue'
import type { Command } from '../../composables/use-commands'
import { commandTexts } from '../../texts/commands'
import type { StudySteps } from './steer-rules'

export interface StudyDeeds {
  readonly steps: StudySteps
  readonly steer: (verb: 'pause' | 'resume' | 'retry') => void
  /** Asks before it stops them. */
  readonly stop: () => void
  readonly takeAway: () => void
}

const words = commandTexts.study

/** What can be done on the page of a study; one key pauses what runs, and resumes what does not. */
export function studyCommands({ steps, steer, stop, takeAway }: StudyDeeds): readonly Command[] {
  const pause = { title: words.pause, icon: Pause, disabled: !steps.pause }
  const resume = { title: words.resume, icon: Play, disabled: !steps.resume }
  return [
    {
      id: 'study.pause',
      ...pause,
      ...((steps.pause || !steps.resume) && { keys: 'Space' }),
      run: () => steer('pause'),
    },
    {
      id: 'study.resume',
      ...resume,
      ...(!steps.pause && steps.resume && { keys: 'Space' }),
      run: () => steer('resume'),
    },
    { id: 'study.stop', title: words.stop, icon: Square, disabled: !steps.stop, run: stop },
    {
      id: 'study.retry',
      title: words.retry,
      icon: RotateCcw,
      disabled: !steps.retry,
      run: () => steer('retry'),
    },
    { id: 'study.export', title: words.export, keys: 'x', icon: Download, run: takeAway },
  ]
}

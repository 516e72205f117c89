import { ChevronsUp, Pause, Play, RotateCcw, Square } from '@lucide/vue'
import type { Component } from 'vue'
import { isFinal, type RunStatus } from '../../../../shared/domain/run'
import type { RunVerb } from '../../components/run-verbs'
import { texts } from '../../texts'

/** How something that can be done with a run is shown. */
export interface VerbLook {
  readonly icon: Component
  readonly label: string
  readonly hint?: string
}

const words = texts.run

/** The looks of all verbs, for a run in this state. */
export const verbLooks = (status: RunStatus): Readonly<Record<RunVerb, VerbLook>> => ({
  prioritise: { icon: ChevronsUp, label: words.first },
  pause: { icon: Pause, label: words.pause },
  resume: isFinal(status)
    ? { icon: Play, label: words.resume, hint: words.resumeHint }
    : { icon: Play, label: words.goOn },
  stop: { icon: Square, label: words.stop },
  retry: { icon: RotateCcw, label: words.retry, hint: words.retryHint },
})

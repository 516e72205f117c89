import { ChevronLeft, ChevronRight, CornerUpLeft, GitFork } from '@lucide/vue'
import type { RunId } from '../../../../shared/domain/ids'
import type { RunRecord } from '../../../../shared/domain/run'
import { runVerbs, type RunVerb } from '../../components/run-verbs'
import type { Command } from '../../composables/use-commands'
import { commandTexts } from '../../texts/commands'
import { verbLooks } from './verb-looks'

export interface RunDeeds {
  readonly run: RunRecord
  readonly previous: RunId | null
  readonly next: RunId | null
  readonly steer: (verb: RunVerb) => void
  readonly fork: () => void
  readonly go: (runId: RunId) => void
  readonly toStudy: () => void
}

const words = commandTexts.run

/** What can be done on the page of a run. */
export function runCommands(deeds: RunDeeds): readonly Command[] {
  const { run, previous, next } = deeds
  const looks = verbLooks(run.status)
  return [
    ...runVerbs(run.status).map((verb): Command => ({
      id: `run.${verb}`,
      title: looks[verb].label,
      icon: looks[verb].icon,
      run: () => deeds.steer(verb),
    })),
    {
      id: 'run.fork',
      title: words.fork,
      icon: GitFork,
      disabled: run.epochsDone === 0,
      run: deeds.fork,
    },
    {
      id: 'run.next',
      title: words.next,
      keys: 'j',
      icon: ChevronRight,
      disabled: next === null,
      run: () => next && deeds.go(next),
    },
    {
      id: 'run.previous',
      title: words.previous,
      keys: 'k',
      icon: ChevronLeft,
      disabled: previous === null,
      run: () => previous && deeds.go(previous),
    },
    {
      id: 'run.study',
      title: words.toStudy,
      keys: 'u',
      icon: CornerUpLeft,
      run: deeds.toStudy,
    },
  ]
}

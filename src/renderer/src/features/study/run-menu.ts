import { ChartLine, ChevronsUp, Eye, EyeOff, Pause } from '@lucide/vue'
import { Play, RotateCcw, Square, TrendingUp } from '@lucide/vue'
import type { Component } from 'vue'
import { isFinal, type RunStatus } from '../../../../shared/domain/run'
import type { MenuEntry } from '../../components/context-menu'
import { runVerbs, type RunVerb } from '../../components/run-verbs'
import { menuTexts as words } from '../../texts/menus'

const icons: Readonly<Record<RunVerb, Component>> = {
  prioritise: ChevronsUp,
  pause: Pause,
  resume: Play,
  stop: Square,
  retry: RotateCcw,
}

const labelsOf = (status: RunStatus): Readonly<Record<RunVerb, string>> => ({
  prioritise: words.first,
  pause: words.pauseRun,
  resume: isFinal(status) ? words.goOn : words.resumeRun,
  stop: words.stopRun,
  retry: words.retryRun,
})

/** What can be done with a run of the table; verbs have their own names as ids. */
export function runMenu(status: RunStatus, isShown: boolean): readonly MenuEntry[] {
  const labels = labelsOf(status)
  return [
    { id: 'open', label: words.open, icon: TrendingUp },
    'line',
    { id: 'show', label: words.show, icon: Eye, checked: isShown },
    { id: 'only', label: words.onlyThis, icon: ChartLine },
    { id: 'all', label: words.showAll, icon: EyeOff },
    'line',
    ...runVerbs(status).map((verb) => ({ id: verb, label: labels[verb], icon: icons[verb] })),
  ]
}

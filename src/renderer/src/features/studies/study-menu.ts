import { ChartNoAxesCombined, CopyPlus, FolderOpen, Pause, Pencil } from '@lucide/vue'
import { Play, RotateCcw, Square, Trash2 } from '@lucide/vue'
import type { MenuEntry } from '../../components/context-menu'
import { isFinal } from '../../../../shared/domain/run'
import { latestAttempts, type StudyHistory } from '../../../../shared/domain/study'
import { menuTexts as words } from '../../texts/menus'

/** What can be done with a study of the list; the ids are what the list acts on. */
export function studyMenu(history: StudyHistory): readonly MenuEntry[] {
  const states = latestAttempts(history).map(({ status }) => status)
  const some = (...wanted: readonly string[]) => states.some((state) => wanted.includes(state))
  const endedEarly = states.some((state) => isFinal(state) && state !== 'completed')
  return [
    { id: 'open', label: words.open, icon: FolderOpen },
    { id: 'compare', label: words.compare, icon: ChartNoAxesCombined },
    { id: 'copy', label: words.copyStudy, icon: CopyPlus },
    'line',
    { id: 'pause', label: words.pause, icon: Pause, disabled: !some('running', 'queued') },
    { id: 'resume', label: words.resume, icon: Play, disabled: !some('paused', 'interrupted') },
    { id: 'retry', label: words.retry, icon: RotateCcw, disabled: !endedEarly },
    {
      id: 'stop',
      label: words.stop,
      icon: Square,
      disabled: !some('running', 'queued', 'paused'),
    },
    'line',
    { id: 'rename', label: words.rename, icon: Pencil },
    { id: 'remove', label: words.remove, icon: Trash2, danger: true },
  ]
}

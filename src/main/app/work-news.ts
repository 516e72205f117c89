import { BrowserWindow, Notification } from 'electron'
import type { EventName, LabServices } from '../../shared/contract/api'
import { studyEnd, watchStudyEnds } from '../../shared/domain/study-end'
import type { StudyHistory } from '../../shared/domain/study'
import { workFraction } from '../../shared/domain/work-progress'
import { tellPage } from './menu'

/** What is asked of the lab. */
export interface WatchedLab {
  readonly services: {
    readonly studies: Pick<LabServices['studies'], 'list'>
    readonly runs: Pick<LabServices['runs'], 'progress'>
    readonly settings: Pick<LabServices['settings'], 'read'>
  }
  on(name: EventName, listener: () => void): () => void
}

/** Progress comes several times a second; a bar in the taskbar is looked at less often. */
const lookEveryMs = 500

const telling: readonly EventName[] = [
  'runsChanged',
  'runsAdvanced',
  'studyChanged',
  'studyRemoved',
]

/** Shows in the taskbar how far the work is, and tells when a study ended that nobody looks at. */
export function tellOfWork(lab: WatchedLab): void {
  const endedSince = watchStudyEnds()
  let waiting = false

  async function look(): Promise<void> {
    const histories = await lab.services.studies.list({})
    const progress = await lab.services.runs.progress({})
    const byRun = new Map(progress.map((each) => [each.runId, each]))
    const fraction = workFraction(histories, ({ id }) => byRun.get(id))
    for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(fraction ?? -1)
    const ended = endedSince(histories)
    if (ended.length === 0 || BrowserWindow.getFocusedWindow()) return
    const { notifyWhenDone } = await lab.services.settings.read({})
    if (notifyWhenDone) ended.forEach(notify)
  }

  const lookSoon = () => {
    if (waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      look().catch((error: unknown) => console.error('The work could not be looked at:', error))
    }, lookEveryMs)
  }
  for (const name of telling) lab.on(name, lookSoon)
  lookSoon()
}

/** Those that are shown: one that nothing refers to may vanish before it is clicked. */
const shown = new Set<Notification>()

function notify(history: StudyHistory): void {
  if (!Notification.isSupported()) return
  const { title, text } = studyEnd(history)
  const notification = new Notification({ title, body: text })
  shown.add(notification)
  notification.on('close', () => shown.delete(notification))
  notification.on('click', () => {
    shown.delete(notification)
    const [window] = BrowserWindow.getAllWindows()
    if (window?.isMinimized()) window.restore()
    window?.focus()
    tellPage(window, 'studyChosen', { studyId: history.study.id })
  })
  notification.show()
}

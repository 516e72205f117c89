import type { RunId, StudyId } from '../../shared/domain/ids'
import { isFinal } from '../../shared/domain/run'
import type { StudyHistory } from '../../shared/domain/study'
import type { Lab } from '../services/lab'
import { untilInterrupted } from './interruption'
import type { Reporter } from './reporter'

const exitIncomplete = 3
const exitInterrupted = 130

/** Runs that a command waits for; all are of one study. */
export interface Followed {
  readonly studyId: StudyId
  readonly runIds: readonly RunId[]
}

/** The study with these runs alone. */
export async function historyOf({ services }: Lab, { studyId, runIds }: Followed) {
  const { study, runs } = await services.studies.get({ studyId })
  return { study, runs: runs.filter(({ id }) => runIds.includes(id)) }
}

/** Tells the reporter what happens from now on. */
export function reportOn(lab: Lab, reporter: Reporter): void {
  lab.on('runsAdvanced', (advanced) => reporter.advanced(advanced))
  lab.on('runsChanged', ({ runs }) => reporter.changed(runs))
}

/**
 * Waits until the runs that `begin` returns are over, Ctrl-C stopping them with `stop`; sets the
 * exit code by how they ended.
 */
export async function followRuns(
  lab: Lab,
  reporter: Reporter,
  begin: () => Promise<Followed>,
  stop: (followed: Followed) => Promise<unknown>,
): Promise<StudyHistory> {
  const interruption = untilInterrupted()
  const followed = await begin()
  void interruption.signal.then(() => {
    reporter.interrupted()
    return stop(followed)
  })
  await untilOver(lab, followed)
  interruption.forget()
  const history = await historyOf(lab, followed)
  process.exitCode = exitCode(history)
  return history
}

async function untilOver(lab: Lab, followed: Followed): Promise<void> {
  const over = async () => (await historyOf(lab, followed)).runs.every((run) => isFinal(run.status))
  if (await over()) return
  await new Promise<void>((resolve, reject) => {
    const stop = lab.on('runsChanged', () => {
      over().then((isOver) => {
        if (!isOver) return
        stop()
        resolve()
      }, reject)
    })
  })
}

function exitCode({ runs }: StudyHistory): number {
  const statuses = runs.map((run) => run.status)
  if (statuses.includes('stopped')) return exitInterrupted
  return statuses.every((status) => status === 'completed' || status === 'diverged')
    ? 0
    : exitIncomplete
}

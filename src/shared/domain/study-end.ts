import { formatCount, ordinal, plural } from './format'
import type { StudyId } from './ids'
import { isFinal, type RunRecord, type RunStatus } from './run'
import { latestAttempts, type StudyHistory } from './study'

/** What is told of a study once all of its runs have ended. */
export interface StudyEnd {
  readonly title: string
  readonly text: string
}

const endings: readonly RunStatus[] = ['completed', 'stopped', 'diverged', 'failed', 'interrupted']

function outcomes(runs: readonly RunRecord[]): string {
  const parts = endings.flatMap((status) => {
    const count = runs.filter((run) => run.status === status).length
    return count === 0 ? [] : [`${formatCount(count)} ${status}`]
  })
  return `${plural(runs.length, 'run')}: ${parts.join(', ')}.`
}

function best({ study }: StudyHistory, runs: readonly RunRecord[]): string {
  const measured = runs.filter(({ summary }) => Number.isFinite(summary?.bestValLoss))
  const value = (run: RunRecord) => run.summary?.bestValLoss ?? Infinity
  const [first, ...others] = measured
  if (!first?.summary) return ''
  const winner = others.reduce((a, b) => (value(b) < value(a) ? b : a), first)
  const trial = study.trials.find(({ id }) => id === winner.trialId)
  const seed = study.seeds.length > 1 ? `, seed ${winner.seed}` : ''
  const epoch = ordinal(winner.summary?.bestEpoch ?? 0)
  return ` Lowest validation loss ${value(winner).toFixed(4)}: ${trial?.name ?? winner.trialId}${seed}, epoch ${formatCount(epoch)}.`
}

/** How a study ended, in two lines: its outcomes, and the run with the lowest validation loss. */
export function studyEnd(history: StudyHistory): StudyEnd {
  const runs = latestAttempts(history)
  return {
    title: `${history.study.name} has ended`,
    text: `${outcomes(runs)}${best(history, runs)}`,
  }
}

/**
 * A watch over studies: each look tells which have ended since the last one. What had ended before
 * the first look is old news.
 */
export function watchStudyEnds(): (histories: readonly StudyHistory[]) => readonly StudyHistory[] {
  let unfinished: ReadonlySet<StudyId> = new Set()
  return (histories) => {
    const open = histories.filter(({ runs }) => runs.some(({ status }) => !isFinal(status)))
    const still = new Set(open.map(({ study }) => study.id))
    const ended = histories.filter(({ study }) => unfinished.has(study.id) && !still.has(study.id))
    unfinished = still
    return ended
  }
}

import type { RunRecord } from '../run'
import { marksOf } from '../run-marks'
import { latestAttempts, type Study, type StudyHistory, type Trial } from '../study'
import type { ComparedRun } from './compared-run'

interface Placed {
  readonly run: RunRecord
  readonly study: Study
  readonly trial: Trial
  readonly style: number
  /** The name that its study has for it, or that a person gave it. */
  readonly plain: string
}

const plainName = (study: Study, trial: Trial, run: RunRecord): string =>
  marksOf(run).name ?? (study.seeds.length > 1 ? `${trial.name}, seed ${run.seed}` : trial.name)

function placed({ study, runs }: StudyHistory, firstStyle: number): readonly Placed[] {
  const places = new Map(study.trials.map((trial, place) => [trial.id, { trial, place }]))
  return latestAttempts({ study, runs }).flatMap((run): Placed[] => {
    const found = places.get(run.trialId)
    if (!found) return []
    const style = marksOf(run).colour ?? firstStyle + found.place
    return [{ run, study, trial: found.trial, style, plain: plainName(study, found.trial, run) }]
  })
}

/** How often each text occurs. */
function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

/** Names that occur once stay; others get their study's, and where even that is shared, the run's id. */
function uniqueNames(runs: readonly Placed[]): readonly string[] {
  const alone = counted(runs.map(({ plain }) => plain))
  const inStudy = runs.map(({ plain, study }) =>
    alone.get(plain) === 1 ? plain : `${plain} · ${study.name}`,
  )
  const together = counted(inStudy)
  return inStudy.map((name, at) =>
    together.get(name) === 1 ? name : `${name} · ${runs[at]?.run.id ?? at}`,
  )
}

/**
 * The latest attempts of these studies, as a comparison takes them: studies in the order of their
 * making, runs in their study's. Trials take the palette's places in that order, so that one study
 * alone is drawn as on its own page; a run that was given a colour keeps it. Names are unique.
 */
export function comparedRuns(histories: readonly StudyHistory[]): readonly ComparedRun[] {
  const inOrder = [...histories].sort(
    (a, b) =>
      a.study.createdAt.localeCompare(b.study.createdAt) || a.study.id.localeCompare(b.study.id),
  )
  let nextStyle = 0
  const runs = inOrder.flatMap((history) => {
    const own = placed(history, nextStyle)
    nextStyle += history.study.trials.length
    return own
  })
  const names = uniqueNames(runs)
  return runs.map(({ run, study, trial, style, plain }, at) => ({
    run,
    study,
    trial,
    name: names[at] ?? plain,
    style,
  }))
}

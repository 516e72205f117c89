import type { TrialId } from '../ids'
import type { Recipe } from '../recipe'
import { trialNamer } from '../scheduled-trials'
import type { Trial } from '../study'
import type { StudyDraft } from './draft'

/** A draft after an edit, and the trials that should be looked at then. */
export interface EditedDraft {
  readonly draft: StudyDraft
  readonly selected: readonly TrialId[]
}

type Ids = ReadonlySet<TrialId>

/** Changes those trials that are named; the others stay the very same objects. */
export const changeTrials = (
  draft: StudyDraft,
  ids: Ids,
  change: (trial: Trial) => Trial,
): StudyDraft => ({
  ...draft,
  trials: draft.trials.map((trial) => (ids.has(trial.id) ? change(trial) : trial)),
})

/** Changes the recipes of those trials. */
export const changeRecipes = (
  draft: StudyDraft,
  ids: Ids,
  change: (recipe: Recipe) => Recipe,
): StudyDraft => changeTrials(draft, ids, (trial) => ({ ...trial, recipe: change(trial.recipe) }))

/** Puts trials behind another one, or at the end; names that are taken are numbered. */
export function insertTrials(
  draft: StudyDraft,
  trials: readonly Trial[],
  after?: TrialId,
): EditedDraft {
  const named = trialNamer(draft.trials)
  const added = trials.map((trial) => ({ ...trial, ...named(trial.name) }))
  const place = draft.trials.findIndex(({ id }) => id === after)
  const at = place === -1 ? draft.trials.length : place + 1
  return {
    draft: {
      ...draft,
      trials: [...draft.trials.slice(0, at), ...added, ...draft.trials.slice(at)],
    },
    selected: added.map(({ id }) => id),
  }
}

/** A copy of each, behind the last of them. */
export function duplicateTrials(draft: StudyDraft, ids: Ids): EditedDraft {
  const chosen = draft.trials.filter(({ id }) => ids.has(id))
  return insertTrials(draft, chosen, chosen.at(-1)?.id)
}

/** Takes trials away; the one that takes the first one's place is looked at next. */
export function removeTrials(draft: StudyDraft, ids: Ids): EditedDraft {
  const first = draft.trials.findIndex(({ id }) => ids.has(id))
  const trials = draft.trials.filter(({ id }) => !ids.has(id))
  const next = trials[Math.min(first, trials.length - 1)]
  return { draft: { ...draft, trials }, selected: next && first >= 0 ? [next.id] : [] }
}

/** Other trials in the place of these; where none are named, behind all. */
export function replaceTrials(draft: StudyDraft, ids: Ids, trials: readonly Trial[]): EditedDraft {
  const first = draft.trials.findIndex(({ id }) => ids.has(id))
  const before = draft.trials.slice(0, Math.max(0, first)).filter(({ id }) => !ids.has(id))
  const kept = { ...draft, trials: draft.trials.filter(({ id }) => !ids.has(id)) }
  if (first === -1) return insertTrials(kept, trials)
  const behind = before.at(-1)?.id
  if (behind !== undefined) return insertTrials(kept, trials, behind)
  const alone = insertTrials({ ...kept, trials: [] }, trials)
  // Names are made unlike those that come before, which here are the new ones.
  const rest = insertTrials(alone.draft, kept.trials)
  return { draft: rest.draft, selected: alone.selected }
}

/** Moves trials up or down past one neighbour; they keep their own order. */
export function moveTrials(draft: StudyDraft, ids: Ids, by: -1 | 1): StudyDraft {
  const trials = [...draft.trials]
  const places = trials.flatMap(({ id }, index) => (ids.has(id) ? [index] : []))
  for (const from of by === 1 ? places.reverse() : places) {
    const [trial, neighbour] = [trials[from], trials[from + by]]
    if (!trial || !neighbour || ids.has(neighbour.id)) continue
    trials[from] = neighbour
    trials[from + by] = trial
  }
  return { ...draft, trials }
}

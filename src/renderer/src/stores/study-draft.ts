import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { TrialId } from '../../../shared/domain/ids'
import { usualObjective } from '../../../shared/domain/objective'
import { modelPresets, optimizerPresets, presetRecipe } from '../../../shared/domain/presets'
import type { Recipe } from '../../../shared/domain/recipe'
import { newTrialNames } from '../../../shared/domain/scheduled-trials'
import type { Trial } from '../../../shared/domain/study'
import type { StudyDraft } from '../../../shared/domain/study-plan/draft'
import type { StudyEstimate } from '../../../shared/domain/study-plan/estimate'
import {
  changeRecipes,
  changeTrials,
  type EditedDraft,
} from '../../../shared/domain/study-plan/rows'
import { createEditHistory } from './edit-history'
import { useConnection } from './lab'

const firstEpochs = 20

/** What a new study begins with: the article's network under one cosine. */
export function emptyDraft(): StudyDraft {
  const [network] = modelPresets
  const [sgd] = optimizerPresets
  if (!network || !sgd)
    throw new RangeError('there must be a network and an optimizer to begin with')
  const recipe: Recipe = {
    ...presetRecipe(network, sgd),
    totalEpochs: firstEpochs,
    schedule: { kind: 'cosine', per: 'step', initial: 0.1 },
  }
  const name = 'Cosine'
  const trial: Trial = { ...newTrialNames([], name), description: '', tags: [], recipe }
  return {
    name: 'New study',
    description: '',
    objective: usualObjective,
    seeds: [1],
    trials: [trial],
  }
}

const firstOf = ({ trials }: StudyDraft) => trials.slice(0, 1).map(({ id }) => id)

/** What is known of a draft's duration: that of an older one while it is asked for. */
type EstimateState = 'none' | 'asking' | 'known' | 'failed'

/** The study in the making, with undo and redo over everything that is done to it. */
export const useStudyDraftStore = defineStore('study-draft', () => {
  const { lab } = useConnection()
  const first = emptyDraft()
  const history = createEditHistory<EditedDraft>({ draft: first, selected: firstOf(first) })
  /** What it was made from: a template's or a study's id, a file's name; null for nothing. */
  const origin = shallowRef<string | null>(null)
  const clean = shallowRef(first)

  const draft = computed(() => history.current.value.draft)
  /** Those that are there; the first where none of them is, as after another study was put here. */
  const selected = computed(() => {
    const { trials } = draft.value
    const wanted = new Set(history.current.value.selected)
    const found = trials.flatMap(({ id }) => (wanted.has(id) ? [id] : []))
    return found.length > 0 || wanted.size === 0 ? found : firstOf(draft.value)
  })
  const selectedIds = computed<ReadonlySet<TrialId>>(() => new Set(selected.value))
  const selectedTrials = computed(() =>
    draft.value.trials.filter(({ id }) => selectedIds.value.has(id)),
  )
  const isDirty = computed(() => draft.value !== clean.value)

  /** Puts another study on the table; what somebody has worked on is kept behind an undo. */
  function open(next: StudyDraft, from: string | null): void {
    const opened = { draft: next, selected: firstOf(next) }
    if (isDirty.value) history.change(opened)
    else history.restart(opened)
    origin.value = from
    clean.value = next
    estimate.value = null
    estimateState.value = 'none'
  }

  /** Another state and what is selected in it; edits in a row with one `gesture` are undone as one. */
  const apply = (edited: EditedDraft, gesture?: string) => history.change(edited, gesture)
  /** Changes something about the study itself. */
  const change = (changes: Partial<StudyDraft>, gesture?: string) =>
    apply({ draft: { ...draft.value, ...changes }, selected: selected.value }, gesture)
  const keep = (next: StudyDraft, gesture?: string) =>
    apply({ draft: next, selected: selected.value }, gesture)
  /** Changes all selected recipes. */
  const changeSelected = (edit: (recipe: Recipe) => Recipe, gesture?: string) =>
    keep(changeRecipes(draft.value, selectedIds.value, edit), gesture)
  /** Changes trials by their ids, whatever is selected. */
  const changeSome = (ids: readonly TrialId[], edit: (trial: Trial) => Trial, gesture?: string) =>
    keep(changeTrials(draft.value, new Set(ids), edit), gesture)
  /** Selecting is no edit. */
  const select = (ids: readonly TrialId[]) => history.amend({ draft: draft.value, selected: ids })
  /** It has been saved, or made, as it is. */
  function markClean(): void {
    clean.value = draft.value
  }

  const estimate = shallowRef<StudyEstimate | null>(null)
  const estimateState = shallowRef<EstimateState>('none')
  let asked = 0

  /** Asks how long the draft would take; an answer to an older question is not taken. */
  async function askEstimate(): Promise<void> {
    const question = ++asked
    estimateState.value = 'asking'
    try {
      const answer = await lab.studies.estimate({ draft: orderOf(draft.value) })
      if (question !== asked) return
      estimate.value = answer
      estimateState.value = 'known'
    } catch {
      // The draft's own problems say why it cannot be reckoned; what else fails is told on starting.
      if (question !== asked) return
      estimate.value = null
      estimateState.value = 'failed'
    }
  }

  return {
    draft,
    origin,
    selected,
    selectedIds,
    selectedTrials,
    isDirty,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    estimate,
    estimateState,
    open,
    apply,
    change,
    keep,
    changeSelected,
    changeSome,
    select,
    markClean,
    askEstimate,
    undo: history.undo,
    redo: history.redo,
    endGesture: history.endGesture,
  }
})

/** The draft as the lab takes it, in lists of its own. */
export const orderOf = (draft: StudyDraft) => ({
  ...draft,
  seeds: [...draft.seeds],
  trials: draft.trials.map((trial) => ({ ...trial, tags: [...trial.tags] })),
})

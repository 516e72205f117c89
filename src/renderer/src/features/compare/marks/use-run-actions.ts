import { storeToRefs } from 'pinia'
import { computed, shallowRef, type ComputedRef } from 'vue'
import { useRouter } from 'vue-router'
import { plural } from '../../../../../shared/domain/format'
import type { RunId } from '../../../../../shared/domain/ids'
import type { RunRecord } from '../../../../../shared/domain/run'
import { marksOf, type MarkChanges } from '../../../../../shared/domain/run-marks'
import { useComparedRuns } from '../../../composables/use-compared-runs'
import { useCompareStore } from '../../../stores/compare'
import { useStudiesStore } from '../../../stores/studies'
import { compareTexts } from '../../../texts/compare'
import { useToldStore } from '../../../stores/told'
import { useBaseline } from './use-baseline'
import { removable, steerable, type RunAction } from './run-menu'

export type RunDialog = 'rename' | 'tags' | 'note' | 'colour'

/** Everything that can be done with the selected runs, by menu, button or key. */
export function useRunActions() {
  const compare = useCompareStore()
  const { view, selected } = storeToRefs(compare)
  const studies = useStudiesStore()
  const { all, matching } = useComparedRuns()
  const { tellUndoable } = useToldStore()
  const router = useRouter()
  const dialog = shallowRef<RunDialog | null>(null)

  /** The selected runs, in the order of the table. */
  const chosen = computed(() => matching.value.filter(({ run }) => selected.value.has(run.id)))
  const runs: ComputedRef<readonly RunRecord[]> = computed(() => chosen.value.map(({ run }) => run))
  const hidden = computed(() => new Set(view.value.choice.hidden))
  const isDrawn = (run: RunRecord) => !hidden.value.has(run.id)
  const baseline = useBaseline()
  const isBaseline = computed(() => runs.value.some(({ id }) => baseline.runIds.value.has(id)))
  const words = compareTexts.actions

  /** Draws these runs or hides them; the others stay as they are. */
  function draw(runIds: readonly RunId[], on: boolean): void {
    const next = new Set(view.value.choice.hidden)
    for (const id of runIds) {
      if (on) next.delete(id)
      else next.add(id)
    }
    compare.choose({ hidden: [...next] })
  }
  /** Of all that fit the filter, draws these alone. */
  function drawOnly(runIds: ReadonlySet<RunId>): void {
    const others = all.value.flatMap(({ run }) => (runIds.has(run.id) ? [] : [run.id]))
    compare.choose({ hidden: others })
  }
  function invert(): void {
    const fit = matching.value.map(({ run }) => run)
    const [drawn, not] = [fit.filter(isDrawn), fit.filter((run) => !isDrawn(run))]
    draw(
      drawn.map(({ id }) => id),
      false,
    )
    draw(
      not.map(({ id }) => id),
      true,
    )
  }

  function drawSome(which: 'all' | 'none' | 'invert' | 'selected'): void {
    if (which === 'invert') return invert()
    if (which === 'selected') return drawOnly(selected.value)
    draw(
      matching.value.map(({ run }) => run.id),
      which === 'all',
    )
  }

  const mark = (changes: MarkChanges, of: readonly RunRecord[] = runs.value) =>
    studies.mark(
      of.map(({ id }) => id),
      changes,
    )

  /** Archives runs, or takes them back into sight, and offers to undo it. */
  async function archive(on: boolean): Promise<void> {
    const changed = runs.value.filter((run) => (marksOf(run).archived ?? false) !== on)
    if (!(await mark({ archived: on }, changed))) return
    const text = (on ? words.archived : words.unarchived)(plural(changed.length, 'run'))
    tellUndoable(text, () => mark({ archived: !on }, changed))
  }

  async function remove(): Promise<void> {
    const gone = removable(runs.value).map(({ id }) => id)
    if (gone.length === 0 || !(await studies.removeRuns(gone))) return
    compare.select([])
    tellUndoable(words.removed(plural(gone.length, 'run')), () => studies.restoreRuns(gone))
  }

  async function steer(verb: 'pause' | 'resume' | 'retry' | 'stop'): Promise<void> {
    await Promise.all(steerable(runs.value, verb).map(({ id }) => studies.steerRun(verb, id)))
  }

  function act(action: RunAction): void {
    const [first] = runs.value
    if (!first) return
    const ids = runs.value.map(({ id }) => id)
    switch (action) {
      case 'open':
        return void router.push({ name: 'run', params: { runId: first.id } })
      case 'only':
        return drawOnly(new Set(ids))
      case 'draw':
      case 'hide':
        return draw(ids, action === 'draw')
      case 'rename':
      case 'tags':
      case 'note':
      case 'colour':
        dialog.value = action
        return
      case 'unname':
        return void mark({ name: null })
      case 'archive':
      case 'unarchive':
        return void archive(action === 'archive')
      case 'pin':
      case 'unpin':
        return baseline.pin(action === 'pin' ? chosen.value[0] : undefined)
      case 'pause':
      case 'resume':
      case 'retry':
      case 'stop':
        return void steer(action)
      case 'remove':
        return void remove()
    }
  }

  return { chosen, runs, dialog, isDrawn, baseline, isBaseline, draw, drawSome, mark, act }
}

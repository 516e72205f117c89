import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { asDrawn } from '../../../shared/charts/example-run'
import {
  compileSchedule,
  definitionOf,
  ScheduleError,
  type CompiledSchedule,
  type NestedSpec,
  type RunLength,
  type ScheduleKind,
  type ScheduleSpec,
} from '../../../shared/domain/schedule'
import { dragHandle, replaceAt, specAt, type Edited } from '../../../shared/domain/schedule/edit'
import type { PlacedHandle } from '../../../shared/domain/schedule/place-handles'
import { createEditHistory } from './edit-history'

/** A schedule in the making: everything about it that can be undone. */
export interface Design {
  readonly name: string
  readonly spec: ScheduleSpec
  readonly totalEpochs: number
  readonly stepsPerEpoch: number
  /** Path of the schedule inside it that is being edited; empty for the whole. */
  readonly selected: string
}

/** The article's run. */
export const usualLength: RunLength = { totalEpochs: 100, stepsPerEpoch: 250 }

/** A new design of a kind, from the kind's own example. */
export function designOf(kind: ScheduleKind): Design {
  const definition = definitionOf(kind)
  // An example has the fields of its kind.
  const spec = { kind, ...definition.example } as unknown as ScheduleSpec
  return { name: definition.title, spec, ...usualLength, selected: '' }
}

/** What came of compiling the spec: a schedule, or why there is none. */
type Outcome =
  | { readonly ok: true; readonly compiled: CompiledSchedule }
  | { readonly ok: false; readonly problem: ScheduleError }

function tryToCompile({ spec, totalEpochs, stepsPerEpoch }: Design): Outcome {
  try {
    return { ok: true, compiled: compileSchedule(spec, { totalEpochs, stepsPerEpoch }) }
  } catch (error) {
    if (error instanceof ScheduleError) return { ok: false, problem: error }
    throw error
  }
}

/** The schedule on the drawing table, with undo and redo over everything that is done to it. */
export const useDesignStore = defineStore('design', () => {
  const history = createEditHistory<Design>(designOf('cosine'))
  /** Id under which it was saved; null before. */
  const savedId = shallowRef<string | null>(null)
  /** The state that was saved or opened last. */
  const clean = shallowRef<Design>(history.current.value)

  const design = history.current
  const outcome = computed(() => tryToCompile(design.value))
  const problem = computed(() => (outcome.value.ok ? null : outcome.value.problem))
  let lastGood: CompiledSchedule | null = null
  /** The newest schedule that could be compiled; what is shown while a field is wrong. */
  const compiled = computed(() => {
    if (outcome.value.ok) lastGood = outcome.value.compiled
    return lastGood
  })
  /** The same as it is drawn: one that reacts is told made-up metrics. */
  const drawn = computed(() => compiled.value && asDrawn(compiled.value, design.value.totalEpochs))
  const length = computed<RunLength>(() => ({
    totalEpochs: design.value.totalEpochs,
    stepsPerEpoch: design.value.stepsPerEpoch,
  }))
  const isDirty = computed(() => {
    const saved = { ...clean.value, selected: design.value.selected }
    return JSON.stringify(saved) !== JSON.stringify(design.value)
  })
  const selectedSpec = computed<NestedSpec>(() => specAt(design.value.spec, design.value.selected))

  /** Changes some of the design; edits in a row with one `gesture` are undone as one. */
  function change(changes: Partial<Design>, gesture?: string): void {
    history.change({ ...design.value, ...changes }, gesture)
  }

  /** Another spec and what is selected in it. */
  const apply = (edited: Edited) => change(edited)

  /** Another schedule in the place of the one at a path. */
  function replace(path: string, next: NestedSpec, gesture?: string): void {
    change({ spec: replaceAt(design.value.spec, path, next) }, gesture)
  }

  /** Sets or, with undefined, leaves out one field of the schedule at a path. */
  function setField(path: string, name: string, value: unknown, gesture?: string): void {
    const spec = specAt(design.value.spec, path)
    const entries = Object.entries({ ...spec, [name]: value }).filter(
      ([, each]) => each !== undefined,
    )
    replace(path, { ...(Object.fromEntries(entries) as object), kind: spec.kind }, gesture)
  }

  /** Puts another design on the table; what was there cannot be undone to. */
  function open(next: Design, id: string | null = null): void {
    lastGood = null
    history.restart(next)
    savedId.value = id
    clean.value = next
  }

  /** The design as it is, or was when it was sent, has been saved under this id. */
  function markSaved(id: string, written = design.value): void {
    savedId.value = id
    clean.value = written
  }

  /** Selecting is no edit. */
  function select(path: string): void {
    history.amend({ ...design.value, selected: path })
  }

  /** Moves a handle of the curve to a step of the run and a rate. */
  function drag(handle: PlacedHandle, to: { step: number; rate: number }, gesture: string): void {
    change({ spec: dragHandle(design.value.spec, handle, to) }, gesture)
  }

  return {
    design,
    savedId,
    compiled,
    drawn,
    problem,
    length,
    isDirty,
    selectedSpec,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    change,
    apply,
    replace,
    setField,
    select,
    drag,
    open,
    markSaved,
    undo: history.undo,
    redo: history.redo,
    endGesture: history.endGesture,
  }
})

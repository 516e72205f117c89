import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { scheduleKinds, type Unit } from '../../../shared/domain/schedule'
import { createEditHistory } from './edit-history'

/** A place on the drawing board: the share of the run that is done, from 0 to 1, and the rate. */
export type BoardPoint = readonly [at: number, rate: number]

export const interpolations = scheduleKinds.points.fields.interpolation.choices
export type Interpolation = (typeof interpolations)[number]

/** What has been drawn: everything that can be undone. */
export interface Drawing {
  /** Shares rise. */
  readonly points: readonly BoardPoint[]
  readonly interpolation: Interpolation
}

export const drawingTools = ['freehand', 'points'] as const

/** How the board is set up. */
export interface BoardSettings {
  readonly tool: (typeof drawingTools)[number]
  readonly per: Unit
  /** Times are whole units, rates have two digits. */
  readonly snaps: boolean
  readonly logarithmic: boolean
  /** Highest rate of the axis. */
  readonly top: number
  /** Lowest rate of a logarithmic axis. */
  readonly bottom: number
}

const blank: Drawing = { points: [], interpolation: 'linear' }
const plain: BoardSettings = {
  tool: 'freehand',
  per: 'epoch',
  snaps: true,
  logarithmic: false,
  top: 0.1,
  bottom: 1e-5,
}

/** The drawing board of the designer; kept while the window is open. */
export const useDrawingStore = defineStore('drawing', () => {
  const history = createEditHistory<Drawing>(blank)
  const settings = shallowRef(plain)
  /** Somebody has set the board up, or drawn on it. */
  const isInUse = shallowRef(false)

  function setUp(changes: Partial<BoardSettings>): void {
    settings.value = { ...settings.value, ...changes }
    isInUse.value = true
  }

  /** Changes some of the drawing; edits in a row with one `gesture` are undone as one. */
  function change(changes: Partial<Drawing>, gesture?: string): void {
    history.change({ ...history.current.value, ...changes }, gesture)
    isInUse.value = true
  }

  return {
    drawing: history.current,
    settings,
    isInUse,
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    setUp,
    change,
    undo: history.undo,
    redo: history.redo,
    endGesture: history.endGesture,
  }
})

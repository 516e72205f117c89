import { shallowRef } from 'vue'
import type { BoardPoint } from '../../../stores/drawing'
import { movePoint, placePoint } from './edits'
import { followPointer } from './follow-pointer'
import { gapOf, onGrid } from './grid'
import { withStroke } from './strokes'
import { useBoard } from './use-board'

/** Where a pointer has been since the last event; browsers bundle its moves. */
const movesOf = (event: PointerEvent): readonly PointerEvent[] => {
  // Old browsers have no bundles.
  const bundled = 'getCoalescedEvents' in event ? event.getCoalescedEvents() : []
  return bundled.length > 0 ? bundled : [event]
}

/** What a pressed pointer does to the board: it draws, or puts a point down and drags it. */
export function usePen(placeAt: (event: PointerEvent) => BoardPoint) {
  const { store, drawing, settings, grid, range } = useBoard()
  /** The stroke that is being drawn. */
  const ink = shallowRef<readonly BoardPoint[]>([])

  /** Puts a point down; returns which one it is. */
  function put(place: BoardPoint, gesture?: string): number {
    const gap = gapOf(grid.value)
    const placed = placePoint(drawing.value.points, onGrid(place, grid.value), gap)
    store.change({ points: placed.points }, gesture)
    return placed.index
  }

  function drag(event: PointerEvent, board: HTMLElement): void {
    const gesture = 'put and drag'
    store.endGesture()
    const index = put(placeAt(event), gesture)
    const move = (to: PointerEvent) => {
      const place = onGrid(placeAt(to), grid.value)
      const points = movePoint(drawing.value.points, index, place, gapOf(grid.value))
      store.change({ points }, gesture)
    }
    followPointer(event, board, move, store.endGesture)
  }

  function draw(event: PointerEvent, board: HTMLElement): void {
    ink.value = [placeAt(event)]
    const move = (to: PointerEvent) => {
      ink.value = [...ink.value, ...movesOf(to).map(placeAt)]
    }
    followPointer(event, board, move, () => {
      store.change({ points: withStroke(drawing.value, ink.value, grid.value, range.value) })
      ink.value = []
    })
  }

  function press(event: PointerEvent, board: HTMLElement): void {
    if (settings.value.tool === 'freehand') draw(event, board)
    else drag(event, board)
  }

  return { ink, put, press }
}

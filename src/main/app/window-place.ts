import type { Rectangle } from 'electron'
import { firstWindowState, type WindowState } from '../../shared/contract/window-state'

/** Smaller than this the page is no longer tidy. */
export const leastSize = { width: 960, height: 600 }

/** So much of a window must lie on a screen to be found and moved, in pixels. */
const visible = 120

function overlap(window: Rectangle, area: Rectangle): { width: number; height: number } {
  const along = (from: number, length: number, start: number, room: number) =>
    Math.min(from + length, start + room) - Math.max(from, start)
  return {
    width: along(window.x, window.width, area.x, area.width),
    height: along(window.y, window.height, area.y, area.height),
  }
}

/**
 * Where a window opens: as it was left, shrunk to the screen it was on. One that was left on a
 * screen that is gone opens in the middle of the main one, which comes first in `areas`.
 */
export function placeWindow(
  state: WindowState,
  areas: readonly Rectangle[],
): Pick<Rectangle, 'width' | 'height'> & Partial<Pick<Rectangle, 'x' | 'y'>> {
  const width = Math.max(leastSize.width, state.width)
  const height = Math.max(leastSize.height, state.height)
  const { x, y } = state
  const home =
    x === undefined || y === undefined
      ? undefined
      : areas.find((area) => {
          const seen = overlap({ x, y, width, height }, area)
          // The bar by which it is moved is at its top.
          return seen.width >= visible && seen.height >= visible && y >= area.y
        })
  const area = home ?? areas[0]
  if (!area) return { width: firstWindowState.width, height: firstWindowState.height }
  const fitting = { width: Math.min(width, area.width), height: Math.min(height, area.height) }
  return home && x !== undefined && y !== undefined ? { x, y, ...fitting } : fitting
}

import type { Extent, Point } from './context-menu'

type Box = Pick<DOMRect, 'left' | 'top' | 'bottom'>

/** Between a term and its explanation, and between that and the window's edge, in pixels. */
const distance = 6

/** Where an explanation lies: below its term, above it where there is no room, never outside. */
export function placeTip(term: Box, tip: Extent, window: Extent): Point {
  const below = term.bottom + distance
  const above = term.top - distance - tip.height
  const fits = below + tip.height + distance <= window.height || above < distance
  return {
    x: Math.max(distance, Math.min(term.left, window.width - tip.width - distance)),
    y: fits ? below : above,
  }
}

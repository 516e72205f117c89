import type { Component } from 'vue'

/** Something that can be chosen in a menu. */
export interface MenuChoice {
  /** Told when it is chosen. */
  readonly id: string
  readonly label: string
  readonly icon?: Component
  /** The keys that do the same, as they are written beside it. */
  readonly keys?: string
  /** What cannot be taken back. */
  readonly danger?: boolean
  readonly disabled?: boolean
  /** On or off; left out for what is no switch. */
  readonly checked?: boolean
}

/** A choice, or a line between choices. */
export type MenuEntry = MenuChoice | 'line'

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Extent {
  readonly width: number
  readonly height: number
}

/** Kept free between a menu and the window's edge, in pixels. */
const edge = 8

/** Where a menu's corner lies so that all of it is in the window: at the point, or before it. */
export function placeMenu(at: Point, menu: Extent, window: Extent): Point {
  const along = (from: number, length: number, room: number) => {
    if (from + length + edge <= room) return from
    return Math.max(edge, from - length >= edge ? from - length : room - length - edge)
  }
  return {
    x: along(at.x, menu.width, window.width),
    y: along(at.y, menu.height, window.height),
  }
}

/** The place of the next choice in a direction, going round; -1 where there is none. */
export function nextChoice(count: number, from: number, by: 1 | -1): number {
  if (count === 0) return -1
  if (from < 0) return by === 1 ? 0 : count - 1
  return (from + by + count) % count
}

/** The next choice after `from` that begins with a letter, going round; -1 where none does. */
export function choiceByLetter(labels: readonly string[], from: number, letter: string): number {
  const wanted = letter.toLowerCase()
  const order = labels.map((_, step) => (from + 1 + step) % labels.length)
  return order.find((place) => labels[place]?.toLowerCase().startsWith(wanted)) ?? -1
}

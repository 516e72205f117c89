/** What is selected in an ordered list, and where a range that is drawn up begins. */
export interface Selection<Id extends string> {
  readonly ids: ReadonlySet<Id>
  /** The row that the keys move from. */
  readonly active: Id | null
  /** Where a range begins. */
  readonly anchor: Id | null
}

/** How a row was picked: alone, added or taken away, or all from the anchor to it. */
export type PickMode = 'only' | 'toggle' | 'range'

/** Clicks and keys with Shift draw up a range, with Ctrl or Cmd they add. */
export const pickMode = (event: {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}): PickMode => {
  if (event.shiftKey) return 'range'
  return event.ctrlKey || event.metaKey ? 'toggle' : 'only'
}

function between<Id extends string>(order: readonly Id[], from: Id, to: Id): readonly Id[] {
  const [first, last] = [order.indexOf(from), order.indexOf(to)]
  if (first < 0) return [to]
  return order.slice(Math.min(first, last), Math.max(first, last) + 1)
}

/** The selection after a row of the list was picked. */
export function picked<Id extends string>(
  { ids, anchor }: Selection<Id>,
  id: Id,
  mode: PickMode,
  order: readonly Id[],
): Selection<Id> {
  switch (mode) {
    case 'only':
      return { ids: new Set([id]), active: id, anchor: id }
    case 'toggle': {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      return { ids: next, active: id, anchor: id }
    }
    case 'range':
      return { ids: new Set(between(order, anchor ?? id, id)), active: id, anchor: anchor ?? id }
  }
}

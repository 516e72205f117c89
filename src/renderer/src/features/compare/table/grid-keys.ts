/** What a key does in the table, apart from Shift and Ctrl. */
export type GridKey =
  | 'up'
  | 'down'
  | 'pageUp'
  | 'pageDown'
  | 'first'
  | 'last'
  | 'all'
  | 'none'
  | 'select'
  | 'draw'
  | 'open'
  | 'rename'
  | 'delete'
  | 'menu'

const named: Readonly<Record<string, GridKey>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
  Escape: 'none',
  Enter: 'open',
  F2: 'rename',
  Delete: 'delete',
  ContextMenu: 'menu',
  v: 'draw',
}

/** What the key does in the table; null for keys that are not its. */
export function gridKey(event: KeyboardEvent): GridKey | null {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event
  if (altKey) return null
  if (key === 'F10') return shiftKey ? 'menu' : null
  if (key === ' ') return 'select'
  if (ctrlKey || metaKey) {
    if (key === 'a') return 'all'
    // Other letters with Ctrl belong to the whole window.
    return key.length === 1 ? null : (named[key] ?? null)
  }
  return named[key] ?? null
}

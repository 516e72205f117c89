import type { Found } from './trial'

/** The states that an operation may leave. */
export interface States {
  readonly old: Found
  readonly new: Found
}

/** Which of them was found; files that are exported together are old or new each for itself. */
export function stateFound(found: Found, { old, new: fresh }: States): 'old' | 'new' | 'third' {
  const has = (files: readonly string[]) => found.files.every((file) => files.includes(file))
  if (found.data === fresh.data && has(fresh.files)) return 'new'
  return found.data === old.data && has([...old.files, ...fresh.files]) ? 'old' : 'third'
}

/** Where a state differs from those that may be. */
export function difference(found: Found, { old, new: fresh }: States): string {
  const lines = found.data.split('\n')
  const differs = (other: Found) => {
    const others = other.data.split('\n')
    const at = lines.findIndex((line, index) => line !== others[index])
    return `"${lines[at]?.trim()}" for "${others[at]?.trim()}"`
  }
  return `${differs(old)} before, ${differs(fresh)} after`
}

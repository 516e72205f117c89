import { joined } from '../../src/main/services/exports/archive'

/** Values that are like this one but shorter, the much shorter ones first. */
export function* shorter(value: unknown): Generator {
  if (typeof value === 'string' || value instanceof Uint8Array) yield* pieces(value)
  else if (Array.isArray(value)) {
    const list = value as readonly unknown[]
    yield* pieces(list)
    for (const [at, each] of list.slice(0, 20).entries())
      for (const less of shorter(each)) yield list.with(at, less)
  } else if (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  ) {
    const entries = Object.entries(value)
    for (const at of entries.keys()) yield Object.fromEntries(entries.toSpliced(at, 1))
    for (const [at, [name, each]] of entries.entries())
      for (const less of shorter(each)) yield Object.fromEntries(entries.with(at, [name, less]))
  }
}

interface Sliced {
  readonly length: number
  slice(from: number, to?: number): unknown
}

/** Without one of its halves, quarters, ... */
function* pieces(value: Sliced & (string | Uint8Array | readonly unknown[])): Generator {
  const { length } = value
  for (let size = Math.ceil(length / 2); size >= 1 && length > 0; size = size > 1 ? size >> 1 : 0) {
    for (let from = 0; from < length; from += size) {
      if (length / size > 64) return
      yield without(value, from, from + size)
    }
  }
}

function without(value: string | Uint8Array | readonly unknown[], from: number, to: number) {
  if (typeof value === 'string') return value.slice(0, from) + value.slice(to)
  if (value instanceof Uint8Array) {
    return joined([value.subarray(0, from), value.subarray(to)])
  }
  return [...value.slice(0, from), ...value.slice(to)]
}

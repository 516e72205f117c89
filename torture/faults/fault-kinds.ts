import type { FileCall, Verdict } from '../disk/watched-fs'

/** What can be wrong with a disk; `short` takes only some of the bytes and says how many. */
export const faultCodes = ['ENOSPC', 'EIO', 'EACCES', 'EROFS', 'EMFILE', 'short'] as const
export type FaultCode = (typeof faultCodes)[number]

/** For one call, or for it and all that follow until the folder is opened anew. */
export const faultSpans = ['once', 'lasting'] as const
export type FaultSpan = (typeof faultSpans)[number]

const injected = ({ name, path }: FileCall, code: string) =>
  Object.assign(new Error(`${code}: injected into ${name}, ${path}`), { code, path })

/** The parameters of a call that writes bytes, for half of them; null for other calls. */
function halved({ name, parameters }: FileCall): readonly unknown[] | null {
  const [target, bytes, ...rest] = parameters
  if (name === 'writeFile' || name === 'appendFile') {
    // Of a handle, the bytes come first.
    const at = typeof target === 'number' ? 1 : 0
    return parameters.map((each, index) => (index === at ? firstHalf(each) : each))
  }
  if (name !== 'write') return null
  // conf hands over the whole text at once.
  if (typeof bytes === 'string') return [target, firstHalf(bytes), ...rest]
  return typeof target === 'number' ? shortened(parameters, 1) : shortened(parameters, 0)
}

const firstHalf = (bytes: unknown) =>
  typeof bytes === 'string' || bytes instanceof Uint8Array
    ? bytes.slice(0, Math.floor(bytes.length / 2))
    : bytes

/** Buffer, offset, length and position from an index on, with half the length. */
function shortened(parameters: readonly unknown[], at: number): readonly unknown[] {
  const bytes = parameters[at] as Uint8Array
  const offset = Number(parameters[at + 1] ?? 0)
  const length = Number(parameters[at + 2] ?? bytes.length - offset)
  const half = Math.floor(length / 2)
  return [...parameters.slice(0, at), bytes, offset, half, ...parameters.slice(at + 3)]
}

/** What a faulty disk does with a call; null when this kind of fault cannot meet it. */
export function verdictOn(call: FileCall, code: FaultCode): Verdict | null {
  // Closing frees: it works on any disk, and the torture would run out of files.
  if (call.name === 'close') return null
  const half = halved(call)
  // Whoever writes a whole file gets told when a disk takes no more; only single writes may be short.
  if (code === 'short') return half && call.name === 'write' ? { parameters: half } : null
  return half ? { parameters: half, fault: injected(call, code) } : { fault: injected(call, code) }
}

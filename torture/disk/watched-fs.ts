import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { sep } from 'node:path'

/**
 * Puts itself between every program in this process and the files below one folder. Packages take
 * Node's functions when they are loaded, so this has to be loaded before them.
 */

/** A call on a file, in whichever of Node's ways it was made. */
export interface FileCall {
  /** Without "Sync": "open", "write", "rename". */
  readonly name: string
  /** What it is on; of a rename, the former name. */
  readonly path: string
  readonly parameters: readonly unknown[]
  /** The same for all calls on one opened file; null for calls on a path. */
  readonly handle: object | null
}

/** What becomes of a call: made, made with other parameters, failed, or failed half done. */
export interface Verdict {
  readonly parameters?: readonly unknown[]
  readonly fault?: Error
}

export interface Watcher {
  before?(call: FileCall): Verdict | null
  /** Not called for a call that failed. */
  after?(call: FileCall, result: unknown): void
}

type Act = (parameters: readonly unknown[]) => unknown

/** Node makes some calls out of others; only the outermost counts. */
let isWithin = false

let watched: { readonly folder: string; readonly watcher: Watcher } | null = null
/** Files that were opened by number while somebody watched. */
const opened = new Map<number, { readonly path: string; readonly handle: object }>()

/** Watches all calls on a folder and what is in it until the function returned is called. */
export function watchFiles(folder: string, watcher: Watcher): () => void {
  watched = { folder, watcher }
  return () => {
    watched = null
    opened.clear()
  }
}

const isWatched = (path: unknown): path is string =>
  watched !== null &&
  typeof path === 'string' &&
  (path === watched.folder || path.startsWith(watched.folder + sep))

function callOf(name: string, parameters: readonly unknown[]): FileCall | null {
  if (isWithin) return null
  const [target] = parameters
  if (isWatched(target)) return { name, path: target, parameters, handle: null }
  const file = typeof target === 'number' ? opened.get(target) : undefined
  return file ? { name, ...file, parameters } : null
}

function made(call: FileCall, act: Act): unknown {
  const verdict = watched?.watcher.before?.(call) ?? {}
  if (verdict.fault && !verdict.parameters) throw verdict.fault
  const result = act(verdict.parameters ?? call.parameters)
  if (verdict.fault) throw verdict.fault
  watched?.watcher.after?.(call, result)
  return result
}

async function madeLater(call: FileCall, act: Act): Promise<unknown> {
  const verdict = watched?.watcher.before?.(call) ?? {}
  if (verdict.fault && !verdict.parameters) throw verdict.fault
  const result = await act(verdict.parameters ?? call.parameters)
  if (verdict.fault) throw verdict.fault
  watched?.watcher.after?.(call, result)
  return result
}

function watchSync(key: string): void {
  const target = fs as unknown as Record<string, (...parameters: unknown[]) => unknown>
  const original = target[key]
  if (!original) return
  const name = key.replace(/Sync$/, '')
  const act: Act = (parameters) => {
    isWithin = true
    try {
      return Reflect.apply(original, fs, [...parameters])
    } finally {
      isWithin = false
    }
  }
  const watching = (...parameters: unknown[]) => {
    const call = callOf(name, parameters)
    if (!call) return act(parameters)
    if (name === 'open') {
      const file = { path: call.path, handle: {} }
      const number = made({ ...call, handle: file.handle }, act)
      opened.set(number as number, file)
      return number
    }
    if (name === 'close') opened.delete(parameters[0] as number)
    // It tells no fault: what it cannot look at is not there.
    if (name === 'exists') return existsOrNot(call, act)
    return made(call, act)
  }
  target[key] = Object.assign(watching, original)
}

function existsOrNot(call: FileCall, act: Act): unknown {
  try {
    return made(call, act)
  } catch {
    return false
  }
}

/** An opened file whose calls are watched too. */
function watchedHandle(file: object, path: string, handle: object): object {
  return new Proxy(file, {
    get(object, key) {
      const value: unknown = Reflect.get(object, key)
      if (typeof value !== 'function' || typeof key !== 'string') return value
      return (...parameters: unknown[]) =>
        madeLater({ name: key, path, parameters, handle }, (given) =>
          Reflect.apply(value, object, [...given]),
        )
    },
  })
}

function watchPromised(key: string): void {
  const target = fs.promises as unknown as Record<string, (...parameters: unknown[]) => unknown>
  const original = target[key]
  if (!original) return
  const act: Act = (parameters) => Reflect.apply(original, fs.promises, [...parameters])
  target[key] = async (...parameters: unknown[]) => {
    const call = callOf(key, parameters)
    if (!call) return act(parameters)
    if (key !== 'open') return madeLater(call, act)
    const handle = {}
    const file = await madeLater({ ...call, handle }, act)
    return watchedHandle(file as object, call.path, handle)
  }
}

const syncNames = [
  ...['chmod', 'close', 'exists', 'fdatasync', 'fsync', 'ftruncate', 'lstat', 'mkdir', 'open'],
  ...['read', 'readFile', 'readdir', 'realpath', 'rename', 'rm', 'rmdir', 'stat', 'truncate'],
  ...['unlink', 'write', 'writeFile'],
]
for (const name of syncNames) watchSync(`${name}Sync`)

const promisedNames = [
  ...['access', 'lstat', 'mkdir', 'open', 'readFile', 'readdir', 'rename', 'rm', 'rmdir', 'stat'],
  ...['unlink', 'writeFile'],
]
for (const name of promisedNames) watchPromised(name)

// For modules that import the functions by their names.
syncBuiltinESMExports()

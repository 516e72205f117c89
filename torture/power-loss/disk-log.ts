import { basename, dirname, relative, sep } from 'node:path'
import type { FileCall } from '../disk/watched-fs'

/** A file or folder, whatever names it has. */
export interface Node {
  readonly kind: 'file' | 'folder'
  readonly id: number
  /** What it holds now, before any loss of power. */
  readonly names: Map<string, Node>
  size: number
}

/** What a call changed on the disk; a change of names is of one folder, and takes place at once. */
export type Change =
  | { readonly kind: 'names'; readonly folder: Node; readonly set: readonly NameSet[] }
  | { readonly kind: 'write'; readonly file: Node; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'cut'; readonly file: Node; readonly length: number }
  | { readonly kind: 'sync'; readonly node: Node }

/** A name and what it stands for from now on; null for nothing. */
export type NameSet = readonly [name: string, node: Node | null]

interface Opened {
  readonly node: Node
  readonly appends: boolean
  position: number
}

const bytesOf = (data: unknown): Buffer =>
  typeof data === 'string' ? Buffer.from(data) : Buffer.from(data as Uint8Array)

/** Writes down every change that calls on a folder make, which is empty at first. */
export class DiskLog {
  readonly changes: Change[] = []
  readonly root: Node
  private nodes = 0
  private readonly opened = new Map<object, Opened>()

  constructor(private readonly folder: string) {
    this.root = this.fresh('folder')
  }

  note(call: FileCall, result: unknown): void {
    const { name, path, parameters, handle } = call
    const file = handle ? this.opened.get(handle) : undefined
    switch (name) {
      case 'open':
        return this.open(path, parameters[1], handle)
      case 'write':
        return this.write(file, parameters, result)
      case 'appendFile':
      case 'writeFile':
        return this.writeWhole(call, file)
      case 'truncate':
      case 'ftruncate':
        // Of a handle, the length comes first.
        return this.cut(file, Number(parameters.at(-1) ?? 0))
      case 'sync':
      case 'datasync':
      case 'fsync':
      case 'fdatasync':
        if (file) this.changes.push({ kind: 'sync', node: file.node })
        return
      case 'rename':
        return this.rename(path, String(parameters[1]))
      case 'unlink':
      case 'rmdir':
      case 'rm':
        if (this.find(path)) this.set(path, [[basename(path), null]])
        return
      case 'mkdir':
        return this.makeFolders(path)
    }
  }

  private fresh(kind: Node['kind']): Node {
    return { kind, id: this.nodes++, names: new Map(), size: 0 }
  }

  private find(path: string): Node | undefined {
    const parts = relative(this.folder, path).split(sep)
    let node: Node | undefined = this.root
    for (const part of parts) if (part !== '') node = node?.names.get(part)
    return node
  }

  private set(path: string, names: readonly NameSet[]): void {
    const folder = this.find(dirname(path))
    if (!folder) throw new Error(`the folder of ${path} is not known`)
    for (const [name, node] of names) {
      if (node) folder.names.set(name, node)
      else folder.names.delete(name)
    }
    this.changes.push({ kind: 'names', folder, set: names })
  }

  private open(path: string, flags: unknown, handle: object | null): void {
    let node = this.find(path)
    const mode = typeof flags === 'string' ? flags : 'r'
    if (!node) {
      node = this.fresh('file')
      this.set(path, [[basename(path), node]])
    } else if (mode.startsWith('w')) this.cutTo(node, 0)
    if (handle) this.opened.set(handle, { node, appends: mode.startsWith('a'), position: 0 })
  }

  /** Text with a position, or bytes with offset, length and position; a number of the file first. */
  private write(file: Opened | undefined, parameters: readonly unknown[], result: unknown): void {
    if (!file) return
    const given = typeof parameters[0] === 'number' ? parameters.slice(1) : parameters
    const [data, second, , fourth] = given
    const isText = typeof data === 'string'
    const written =
      typeof result === 'number' ? result : (result as { bytesWritten: number }).bytesWritten
    const offset = isText ? 0 : Number(second ?? 0)
    const position = isText ? second : fourth
    const bytes = bytesOf(data).subarray(offset, offset + written)
    this.put(file, bytes, typeof position === 'number' ? position : null)
  }

  private writeWhole({ path, parameters }: FileCall, file: Opened | undefined): void {
    if (file) {
      return this.put(file, bytesOf(parameters[typeof parameters[0] === 'number' ? 1 : 0]), null)
    }
    const handle = {}
    this.open(path, 'w', handle)
    // It was opened just now.
    this.put(this.opened.get(handle) as Opened, bytesOf(parameters[1]), 0)
  }

  private put(file: Opened, bytes: Buffer, position: number | null): void {
    const at = file.appends ? file.node.size : (position ?? file.position)
    if (position === null) file.position = at + bytes.length
    file.node.size = Math.max(file.node.size, at + bytes.length)
    // The caller may use its memory again.
    this.changes.push({ kind: 'write', file: file.node, at, bytes: Buffer.from(bytes) })
  }

  private cut(file: Opened | undefined, length: number): void {
    if (file) this.cutTo(file.node, length)
  }

  private cutTo(file: Node, length: number): void {
    if (file.size === length) return
    file.size = length
    this.changes.push({ kind: 'cut', file, length })
  }

  private rename(from: string, to: string): void {
    const node = this.find(from)
    if (!node) throw new Error(`${from} is not known`)
    if (dirname(from) !== dirname(to)) throw new Error(`${from} moved to another folder`)
    this.set(from, [
      [basename(from), null],
      [basename(to), node],
    ])
  }

  private makeFolders(path: string): void {
    if (this.find(path)) return
    if (!this.find(dirname(path))) this.makeFolders(dirname(path))
    this.set(path, [[basename(path), this.fresh('folder')]])
  }
}

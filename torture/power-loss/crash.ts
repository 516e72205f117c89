import fs from 'node:fs'
import { join } from 'node:path'
import type { Dice } from '../disk/dice'
import type { Change, NameSet, Node } from './disk-log'

/**
 * How a file system keeps names that were not synced: in one journal, in order, which any sync
 * writes out (as ext4 does); in the order of each folder; or any of them, in no order.
 */
export const nameRules = ['journal', 'folders', 'free'] as const
export type NameRule = (typeof nameRules)[number]

type Write = Extract<Change, { readonly kind: 'write' | 'cut' }>

/** What stands fast of a file or folder, and what may or may not have happened since. */
interface Surviving {
  bytes: Buffer
  writes: Write[]
  readonly names: Map<string, Node>
  changes: { readonly index: number; readonly set: readonly NameSet[] }[]
}

/** What a disk may hold after the power went, before the change of this index. */
export class CrashedDisk {
  private readonly nodes = new Map<Node, Surviving>()

  constructor(
    changes: readonly Change[],
    index: number,
    private readonly rule: NameRule,
    private readonly dice: Dice,
  ) {
    for (const [at, change] of changes.slice(0, index).entries()) this.take(change, at)
    this.settle(index)
  }

  /** Puts what survived below a folder that is empty. */
  materialise(root: Node, folder: string): void {
    for (const [name, node] of this.of(root).names) {
      const path = join(folder, name)
      if (node.kind === 'folder') {
        fs.mkdirSync(path)
        this.materialise(node, path)
      } else fs.writeFileSync(path, this.of(node).bytes)
    }
  }

  private of(node: Node): Surviving {
    const known = this.nodes.get(node)
    if (known) return known
    const fresh = {
      bytes: Buffer.alloc(0),
      writes: [],
      names: new Map<string, Node>(),
      changes: [],
    }
    this.nodes.set(node, fresh)
    return fresh
  }

  private take(change: Change, index: number): void {
    switch (change.kind) {
      case 'names':
        this.of(change.folder).changes.push({ index, set: change.set })
        return
      case 'write':
      case 'cut':
        this.of(change.file).writes.push(change)
        return
      case 'sync':
        this.sync(change.node)
    }
  }

  private sync(node: Node): void {
    const surviving = this.of(node)
    for (const write of surviving.writes) surviving.bytes = applied(surviving.bytes, write)
    surviving.writes = []
    const folders = this.rule === 'journal' ? [...this.nodes.values()] : [surviving]
    for (const folder of folders) this.setNames(folder, () => true)
  }

  private setNames(folder: Surviving, isKept: (index: number) => boolean): void {
    for (const { index, set } of folder.changes) {
      if (!isKept(index)) continue
      for (const [name, node] of set) {
        if (node) folder.names.set(name, node)
        else folder.names.delete(name)
      }
    }
    folder.changes = []
  }

  /** Chance decides on all that was not synced. */
  private settle(end: number): void {
    const { dice, rule } = this
    const share = dice.of([0, 0.5, 1])
    const first = Math.min(
      end,
      ...[...this.nodes.values()].flatMap(({ changes }) => changes.map(({ index }) => index)),
    )
    const cut = () => first + dice.below(end - first + 1)
    const journalCut = cut()
    for (const node of this.nodes.values()) {
      const folderCut = rule === 'journal' ? journalCut : cut()
      this.setNames(node, (index) => (rule === 'free' ? dice.chance(0.5) : index < folderCut))
      for (const write of node.writes) node.bytes = this.perhaps(node.bytes, write, share)
      node.writes = []
    }
  }

  /** A write that was not synced: kept, lost, begun, or a hole of zeros. */
  private perhaps(bytes: Buffer, write: Write, share: number): Buffer {
    const { dice } = this
    if (dice.chance(share)) return applied(bytes, write)
    if (write.kind === 'cut') return bytes
    const some = dice.below(write.bytes.length + 1)
    switch (dice.below(3)) {
      case 0:
        return bytes
      case 1:
        return applied(bytes, { ...write, bytes: write.bytes.subarray(0, some) })
      default:
        return applied(bytes, { ...write, bytes: withHole(write.bytes, some) })
    }
  }
}

function withHole(bytes: Buffer, from: number): Buffer {
  return Buffer.from(bytes).fill(0, from)
}

function applied(bytes: Buffer, write: Write): Buffer {
  if (write.kind === 'cut') {
    const cut = Buffer.alloc(write.length)
    bytes.copy(cut)
    return cut
  }
  const end = write.at + write.bytes.length
  const whole = Buffer.alloc(Math.max(bytes.length, end))
  bytes.copy(whole)
  write.bytes.copy(whole, write.at)
  return whole
}

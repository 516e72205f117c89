import { isDeepStrictEqual } from 'node:util'
import { LabError } from '../../shared/contract/errors'
import type { JsonFile } from './json-file'
import { systemCode } from '../services/file-reasons'
import { storageFailed } from './storage-error'
import { replaceFile, removeFile, setAside, syncFolderOf, type SyncDisk } from './sync-disk'

/** What a text means: a value, something a newer Cooldown wrote, or damage. */
export type Decoded<Value> =
  | { readonly kind: 'sound'; readonly value: Value }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly why: string }

/** `lost`: neither the file nor its copy is sound; both were kept aside. */
export type GuardedRead<Value> =
  | { readonly kind: 'missing' }
  | { readonly kind: 'sound'; readonly value: Value; readonly problem: string | null }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'lost'; readonly problem: string }

/** What a file holds, if it is there. */
export type Look<Value> = Decoded<Value> | { readonly kind: 'missing' }

/**
 * A JSON file with a copy beside it. conf takes a short write on a full disk for success and puts
 * the stump in the good file's place, so every write is read back, and undone when it is wrong.
 */
export class GuardedFile<Value> {
  private readonly copyPath: string
  private opened: JsonFile | null = null
  /** Whether the copy holds what the file does. */
  private copied = false

  constructor(
    readonly path: string,
    private readonly decode: (text: string) => Decoded<Value>,
    private readonly open: () => JsonFile,
    private readonly disk: SyncDisk,
  ) {
    this.copyPath = `${path}.good`
  }

  /** Reads the file, or puts its copy back in its place; what is damaged is kept aside. */
  read(): GuardedRead<Value> {
    try {
      const file = this.look(this.path)
      if (file.kind === 'newer') return file
      if (file.kind === 'sound') return { ...file, problem: null }
      const copy = this.look(this.copyPath)
      if (copy.kind === 'newer') return copy
      if (file.kind === 'missing' && copy.kind === 'missing') return file
      return this.restore(file, copy)
    } catch (error) {
      throw storageFailed('read', this.path, error)
    }
  }

  /** The file's value, else its copy's, and changes nothing: another process may be the writer. */
  peek(): Look<Value> {
    try {
      const file = this.look(this.path)
      if (file.kind === 'sound' || file.kind === 'newer') return file
      const copy = this.look(this.copyPath)
      return copy.kind === 'sound' ? copy : file
    } catch (error) {
      throw storageFailed('read', this.path, error)
    }
  }

  /** What the file and its copy hold, each for itself; changes nothing. */
  inspect(): { readonly file: Look<Value>; readonly copy: Look<Value> } {
    try {
      return { file: this.look(this.path), copy: this.look(this.copyPath) }
    } catch (error) {
      throw storageFailed('read', this.path, error)
    }
  }

  /** Copies the file, which must be sound, anew; returns where the damaged copy is kept. */
  renewCopy(): string {
    const aside = setAside(this.disk, this.copyPath)
    this.copy(this.disk.readFileSync(this.path))
    return aside
  }

  /** Replaces the file's value; on any failure the file holds its former one. */
  write(value: object): void {
    try {
      this.secure()
      this.opened ??= this.open()
      this.copied = false
      try {
        this.opened.write(value)
        this.verify(value)
        syncFolderOf(this.disk, this.path)
      } catch (error) {
        this.undo()
        throw error
      }
    } catch (error) {
      throw storageFailed('write', this.path, error)
    }
    try {
      this.copy(this.disk.readFileSync(this.path))
    } catch {
      // The value is safe in the file itself; the copy is made, or refused, before the next write.
    }
  }

  private look(path: string): Look<Value> {
    try {
      if (!this.disk.statSync(path).isFile()) return { kind: 'damaged', why: 'it is not a file' }
      return this.decode(this.disk.readFileSync(path, 'utf8'))
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return { kind: 'missing' }
      throw error
    }
  }

  private restore(file: Look<Value>, copy: Look<Value>): GuardedRead<Value> {
    const why = file.kind === 'damaged' ? file.why : 'it is gone'
    const kept = file.kind === 'damaged' ? ` The damaged file is kept as ${this.aside()}.` : ''
    if (copy.kind !== 'sound') {
      if (copy.kind === 'damaged') setAside(this.disk, this.copyPath)
      return { kind: 'lost', problem: `${this.path} cannot be used: ${why}.${kept}` }
    }
    replaceFile(this.disk, this.path, this.disk.readFileSync(this.copyPath))
    const problem = `${this.path} could not be used: ${why}. Its last good copy was put back.${kept}`
    return { ...copy, problem }
  }

  private aside(): string {
    return setAside(this.disk, this.path)
  }

  /** What the file holds goes into the copy, or aside when it was damaged since it was read. */
  private secure(): void {
    if (this.copied || !this.disk.existsSync(this.path)) return
    const bytes = this.disk.readFileSync(this.path)
    if (this.decode(bytes.toString()).kind === 'sound') this.copy(bytes)
    else this.aside()
  }

  private copy(bytes: Uint8Array): void {
    replaceFile(this.disk, this.copyPath, bytes)
    this.copied = true
  }

  private verify(value: object): void {
    const text = this.disk.readFileSync(this.path, 'utf8')
    if (isDeepStrictEqual(parsed(text), value)) return
    throw new LabError(
      'storage-failed',
      `Cannot write ${this.path}: only a part arrived, so the disk is probably full.`,
    )
  }

  /** The former value again, by renaming alone: that needs no room on the disk. */
  private undo(): void {
    if (this.disk.existsSync(this.copyPath)) {
      this.disk.renameSync(this.copyPath, this.path)
      syncFolderOf(this.disk, this.path)
    } else {
      removeFile(this.disk, this.path)
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    // Cut short: equal to nothing that was written.
    return undefined
  }
}

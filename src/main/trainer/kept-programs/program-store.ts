import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepNewest } from './folders'

/** Of some 200 kB each; all of them are handed to every trainer. */
const keptEntries = 32
/** Nothing that XLA makes of our networks comes near it. */
const largestBytes = 16 * 1024 ** 2

const programName = /^xla_compile_cache__\w+__XLA_CPU_JIT\.pb$/
const entryName = /^(xla_compile_cache__\w+__XLA_CPU_JIT\.pb)\.([0-9a-f]{64})$/

/** True for a name under which TensorFlow puts a whole program for the processor. */
export const isProgram = (name: string) => programName.test(name)

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * Compiled programs of one machine in a folder. An entry is a file under TensorFlow's name for it
 * and the SHA-256 of its bytes; it appears whole or not at all. Calls throw where the disk does.
 */
export class ProgramStore {
  constructor(private readonly folder: string) {}

  /** The bytes of every sound entry under TensorFlow's name; what is not sound is removed. */
  read(): ReadonlyMap<string, Uint8Array> {
    const sound = new Map<string, Uint8Array>()
    for (const { entry, name, digest } of this.entries()) {
      const bytes = soundBytes(join(this.folder, entry), digest)
      if (bytes) sound.set(name, bytes)
      else this.remove(entry)
    }
    return sound
  }

  /** Adds a program through `draft`, a free path on the same disk. */
  add(name: string, bytes: Uint8Array, draft: string): void {
    writeFileSync(draft, bytes, { flag: 'wx', mode: 0o600 })
    renameSync(draft, join(this.folder, `${name}.${sha256(bytes)}`))
    keepNewest(this.folder, keptEntries, (each) => entryName.test(each))
  }

  /** Removes every entry under one of these names. */
  drop(names: readonly string[]): void {
    for (const { entry, name } of this.entries()) if (names.includes(name)) this.remove(entry)
  }

  private entries() {
    return readdirSync(this.folder).flatMap((entry) => {
      const [, name, digest] = entryName.exec(entry) ?? []
      return name !== undefined && digest !== undefined ? [{ entry, name, digest }] : []
    })
  }

  private remove(entry: string): void {
    rmSync(join(this.folder, entry), { recursive: true, force: true })
  }
}

/** A file's bytes where they are what its name says; null where not, or it is no readable file. */
function soundBytes(path: string, digest: string): Uint8Array | null {
  try {
    const found = lstatSync(path)
    if (!found.isFile() || found.size > largestBytes) return null
    const bytes = readFileSync(path)
    return sha256(bytes) === digest ? bytes : null
  } catch {
    // Another trainer removed it, or nobody may read it: of no use either way.
    return null
  }
}

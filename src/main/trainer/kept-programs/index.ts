import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Recipe } from '../../../shared/domain/recipe'
import { ownFolderIn, sweepLeftovers } from './at-work'
import { freeBytes, keepNewest, privateFolder } from './folders'
import { machineKey, thisMachine, type Machine } from './machine-key'
import { isProgram, ProgramStore } from './program-store'

/** TensorFlow fails a run when it cannot write a program that it was told to keep. */
const leastFreeBytes = 64 * 1024 ** 2
/** Machines and versions of TensorFlow whose programs are kept, newest used first. */
const keptMachines = 4

const isMachine = (name: string) => /^[0-9a-f]{32}$/.test(name)

/** XLA's programs of one training. Calls never throw: without the programs all goes on, slower. */
export interface KeptPrograms {
  /** Keeps what was compiled; to be called when the first epoch is through. */
  publish(): void
  /** At the process's end. After a failure, what it was handed is not handed on any more. */
  close(hasFailed: boolean): void
}

const nothingKept: KeptPrograms = { publish: () => undefined, close: () => undefined }

export interface KeepingParts {
  readonly recipe: Pick<Recipe, 'compiler'>
  /** Read and changed: TensorFlow looks there for its options when it is loaded. */
  readonly env: NodeJS.ProcessEnv
  readonly machine?: () => Machine
  readonly free?: (folder: string) => number
}

/**
 * Hands TensorFlow the programs that earlier trainers compiled, and keeps those of this one; to be
 * called before TensorFlow is loaded. COOLDOWN_XLA_STORE names the folder; without it, and where
 * anything at all is in the way, nothing is kept and no option is set. TensorFlow fails a run over a
 * damaged file, so it sees a folder of this process alone, with verified copies.
 */
export function keepPrograms({
  recipe,
  env,
  machine = thisMachine,
  free = freeBytes,
}: KeepingParts): KeptPrograms {
  const root = env.COOLDOWN_XLA_STORE
  if (!root || recipe.compiler !== 'xla' || env.TF_XLA_FLAGS !== undefined) return nothingKept
  try {
    // TensorFlow splits its options at blanks, and ends the process over one that it does not know.
    const key = /[\s'"\\]/.test(root) ? null : machineKey(machine())
    if (key === null) return nothingKept
    privateFolder(root)
    const atWork = privateFolder(join(root, 'at-work'))
    const folder = privateFolder(join(root, key))
    if (free(root) < leastFreeBytes) return nothingKept
    sweepLeftovers(atWork, (left, files) => {
      const theirs = join(root, left)
      if (existsSync(theirs)) new ProgramStore(theirs).drop(files)
    })
    // The newest used is the last to be dropped.
    utimesSync(folder, new Date(), new Date())
    keepNewest(root, keptMachines, isMachine)
    return new Keeping(new ProgramStore(folder), ownFolderIn(atWork, key), env)
  } catch {
    // A disk that is full or read-only, rights, a processor that nobody knows: XLA compiles anew.
    return nothingKept
  }
}

class Keeping implements KeptPrograms {
  private readonly handed = new Set<string>()
  private isPublished = false

  /** Throws, and leaves nothing behind, where the programs cannot be handed over. */
  constructor(
    private readonly store: ProgramStore,
    private readonly folder: string,
    env: NodeJS.ProcessEnv,
  ) {
    try {
      for (const [name, bytes] of store.read()) {
        writeFileSync(join(folder, name), bytes, { mode: 0o600 })
        this.handed.add(name)
      }
    } catch (error) {
      this.removeFolder()
      throw error
    }
    env.TF_XLA_FLAGS = `--tf_xla_persistent_cache_directory=${folder}`
    // Of a program that it loads TensorFlow complains at length, over hints that it gave to LLVM
    // itself and takes for instructions. What fails comes as an error all the same.
    if (this.handed.size > 0) env.TF_CPP_MIN_LOG_LEVEL = '3'
  }

  publish(): void {
    if (this.isPublished) return
    this.isPublished = true
    this.publishNew()
  }

  close(hasFailed: boolean): void {
    if (hasFailed) this.distrust()
    else this.publishNew()
    this.removeFolder()
  }

  private publishNew(): void {
    try {
      for (const name of readdirSync(this.folder)) {
        if (!isProgram(name) || this.handed.has(name)) continue
        const bytes = readFileSync(join(this.folder, name))
        this.store.add(name, bytes, join(this.folder, `${name}.draft`))
        this.handed.add(name)
      }
    } catch {
      // The next trainer compiles it once more.
    }
  }

  private distrust(): void {
    try {
      this.store.drop([...this.handed])
    } catch {
      // They were sound when they were handed over; the next failure tries again.
    }
  }

  private removeFolder(): void {
    try {
      rmSync(this.folder, { recursive: true, force: true })
    } catch {
      // A later start sweeps it.
    }
  }
}

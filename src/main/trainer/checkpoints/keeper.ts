import { join } from 'node:path'
import type { TrainerMessage } from '../../../shared/contract/trainer'
import type { Recipe } from '../../../shared/domain/recipe'
import type { TrainingSession } from '../engine'
import type { EpochTally } from '../epoch-tally'
import { watchOf, type Standing } from '../standing'
import { digestBytes, encodeCheckpoint } from './file-format'
import { checkpointName, draftEnding } from './file-names'
import { FileWriter } from './file-writer'
import type { Findings, KeptFile } from './find'
import { filesToKeep } from './retention'

/** Puts a run in training away, so that it can be gone on with. */
export interface CheckpointKeeper {
  /** To be called after every epoch; holds training up only to copy the state, if at all. */
  epochFinished(standing: Standing): void
  /** Resolves when this very point is on the disk, or has been told not to be. */
  secure(standing: Standing, tally: EpochTally): Promise<void>
  /** Resolves when nothing is being written any more. */
  close(): Promise<void>
}

/** For runs without a folder for checkpoints. */
export const noCheckpoints: CheckpointKeeper = {
  epochFinished: () => undefined,
  secure: async () => undefined,
  close: async () => undefined,
}

export interface KeeperParts {
  readonly folder: string
  readonly everyEpochs: number
  readonly recipe: Recipe
  readonly session: Pick<TrainingSession, 'state'>
  readonly findings: Pick<Findings, 'kept' | 'names'>
  readonly tell: (message: TrainerMessage) => void
}

interface Waiting {
  readonly file: KeptFile
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Writes checkpoints one after the other. A disk slower than the training gets fewer of them: one
 * that still waits when the next comes is left out.
 */
export class FolderKeeper implements CheckpointKeeper {
  private readonly writer = new FileWriter()
  private files: readonly KeptFile[]
  private names: readonly string[]
  private waiting: Waiting | null = null
  private newestName: string | null
  private work: Promise<void> | null = null
  private spare: ArrayBuffer | null = null
  private hasToldFault = false

  constructor(private readonly parts: KeeperParts) {
    this.files = parts.findings.kept
    this.names = parts.findings.names
    const [newest] = this.files
    this.newestName = newest ? checkpointName(newest) : null
  }

  epochFinished(standing: Standing): void {
    if (standing.epochs % this.parts.everyEpochs === 0) this.save(standing, null)
  }

  async secure(standing: Standing, tally: EpochTally): Promise<void> {
    const isBegun = standing.epochs > 0 || tally.steps > 0
    if (isBegun) this.save(standing, tally.steps > 0 ? tally : null)
    await this.work
  }

  async close(): Promise<void> {
    await this.work
    await this.writer.close()
  }

  private save(standing: Standing, tally: EpochTally | null): void {
    const { recipe, session } = this.parts
    const value = tally ? null : standing.value
    const file = { epochs: standing.epochs, step: tally?.steps ?? 0, value }
    const name = checkpointName(file)
    if (name === this.newestName) return
    this.newestName = name
    const checkpoint = { recipe, standing, tally: tally?.state() ?? null, state: session.state() }
    const bytes = encodeCheckpoint(checkpoint, (size) => this.buffer(size))
    this.waiting = { file, bytes }
    this.work ??= this.writeAll()
  }

  private async writeAll(): Promise<void> {
    while (this.waiting) {
      const next = this.waiting
      this.waiting = null
      await this.write(next)
    }
    this.work = null
  }

  private async write({ file, bytes }: Waiting): Promise<void> {
    const { folder, recipe } = this.parts
    const name = checkpointName(file)
    const files = filesToKeep([...this.files, file], watchOf(recipe).metric)
    const names = files.map(checkpointName)
    const path = join(folder, name)
    const remove = this.names.filter((each) => !names.includes(each) && each !== name)
    const result = await this.writer.write({
      path,
      draft: path + draftEnding,
      bytes,
      digestBytes,
      remove: remove.map((each) => join(folder, each)),
    })
    this.spare = result.bytes?.buffer ?? null
    if (result.fault === null) {
      this.files = files
      this.names = names
      this.hasToldFault = false
    } else this.failed(name, result.fault)
  }

  /** Training goes on: it may be done before anybody needs the checkpoint. */
  private failed(name: string, fault: string): void {
    if (this.newestName === name) this.newestName = null
    if (this.hasToldFault) return
    this.hasToldFault = true
    const text = `The checkpoint ${name} could not be written: ${fault}. Training goes on without it.`
    this.parts.tell({ kind: 'notice', text })
  }

  /** The last file's memory if it fits: new memory costs more than filling it. */
  private buffer(bytes: number): ArrayBuffer {
    const { spare } = this
    this.spare = null
    return spare?.byteLength === bytes ? spare : new ArrayBuffer(bytes)
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Tfjs from '@tensorflow/tfjs-core'
import type { GraphMessages } from '../graph/protobuf'
import { encodeSavedModel, feedName, fetchName, type Program } from '../graph/saved-model'

/** The part of tfjs-node's backend that runs saved models; not in tfjs's own types. */
export interface SavedModelBackend {
  loadSavedModelMetaGraph(path: string, tags: string): number
  deleteSavedModel(id: number): void
  runSavedModel(
    id: number,
    inputs: readonly Tfjs.Tensor[],
    inputInfos: readonly { readonly name: string }[],
    outputNames: readonly string[],
  ): Tfjs.Tensor[]
}

/** What running programs needs of native TensorFlow. */
export interface NativeTensorflow {
  readonly tf: typeof Tfjs
  readonly backend: SavedModelBackend
  readonly messages: GraphMessages
}

/** A program in a session of its own. */
export class ProgramRunner {
  private readonly session: number

  /** Hands the program over through a file in a temporary folder, gone again when this returns. */
  constructor(
    private readonly native: NativeTensorflow,
    private readonly program: Program,
  ) {
    const folder = mkdtempSync(join(tmpdir(), 'cooldown-graph-'))
    try {
      const bytes = encodeSavedModel(program, native.messages)
      writeFileSync(join(folder, 'saved_model.pb'), bytes, { mode: 0o600 })
      this.session = native.backend.loadSavedModelMetaGraph(folder, 'serve')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  /** Runs an entry on values under its arguments' names; disposes them, and gives its results. */
  run(entry: string, feeds: Readonly<Record<string, Tfjs.Tensor>>): readonly Tfjs.Tensor[] {
    const found = this.program.entries.find(({ name }) => name === entry)
    if (!found) throw new RangeError(`the program has no entry ${entry}`)
    const inputs = Object.values(feeds)
    try {
      return this.native.backend.runSavedModel(
        this.session,
        inputs,
        Object.keys(feeds).map((name) => ({ name: feedName(entry, name) })),
        found.callee.results.map((_, index) => fetchName(entry, index)),
      )
    } finally {
      this.native.tf.dispose(inputs)
    }
  }

  dispose(): void {
    this.native.backend.deleteSavedModel(this.session)
  }
}

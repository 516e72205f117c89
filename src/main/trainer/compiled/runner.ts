import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Tfjs from '@tensorflow/tfjs-core'
import { atAnOddPlace } from '../own-memory'
import type { Argument } from '../graph/function-graph'
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

/** What an argument is fed: row-major numbers of its shape, or the bytes of a text. */
export type FedValues = Float32Array | Int32Array | Uint8Array

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

  /** Runs an entry on values under its arguments' names; gives the values of its results. */
  run(entry: string, feeds: Readonly<Record<string, FedValues>>): readonly Float32Array[] {
    const found = this.program.entries.find(({ name }) => name === entry)
    if (!found) throw new RangeError(`the program has no entry ${entry}`)
    const { callee } = found
    const { tf, backend } = this.native
    const fed = callee.graph.signature.filter(({ name }) => Object.hasOwn(feeds, name))
    // What was filtered for is there.
    const inputs = fed.map((each) => tensorOf(tf, each, feeds[each.name] as FedValues))
    try {
      const results = backend.runSavedModel(
        this.session,
        inputs,
        fed.map(({ name }) => ({ name: feedName(entry, name) })),
        callee.results.map((_, index) => fetchName(entry, index)),
      )
      const values = results.map((each) => each.dataSync<'float32'>())
      tf.dispose([...results])
      return values
    } finally {
      tf.dispose(inputs)
    }
  }

  dispose(): void {
    this.native.backend.deleteSavedModel(this.session)
  }
}

function tensorOf(tf: typeof Tfjs, { dtype, shape }: Argument, values: FedValues): Tfjs.Tensor {
  // tfjs has no tensor of bytes; a scalar of text holds any.
  if (values instanceof Uint8Array) return tf.tensor([values], [], 'string')
  const known = shape.filter((size) => size >= 0).reduce((product, size) => product * size, 1)
  const whole = shape.map((size) => (size >= 0 ? size : values.length / known))
  const type = dtype === 'int32' ? 'int32' : 'float32'
  return tf.tensor<Tfjs.Rank>(atAnOddPlace(values), whole, type)
}

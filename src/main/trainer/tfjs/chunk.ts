import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import { batchCounts } from '../batch-results'
import type { StepResults } from '../engine'
import { fashionMnist } from '../../../shared/domain/recipe'
import type { StepTensors } from './step'
import type { Tfjs } from './tfjs'

const { classes } = fashionMnist

/** What the steps of a call left, read at its end: every read waits for the device. */
export class Chunk {
  private readonly logits: Tensor2D[] = []
  private readonly rows: Tensor[] = []

  constructor(
    private readonly tf: Tfjs,
    private readonly hasMomentum: boolean,
  ) {}

  /** Keeps what a step left beyond the scope in which it ran. */
  add({ logits, loss, norms }: StepTensors, scalars: readonly Tensor[]): void {
    const { tf, hasMomentum } = this
    this.logits.push(tf.keep(logits))
    const applied = scalars.slice(0, hasMomentum ? 2 : 1)
    this.rows.push(tf.keep(tf.stack([loss, ...applied, ...norms])))
  }

  /** Lets go of all. `labels` of each step in turn. */
  results(labels: readonly Uint8Array[]): StepResults {
    const { tf, hasMomentum } = this
    const logits = this.joined(this.logits, tf.concat)
    const rows = this.joined(this.rows, tf.stack)
    const width = rows.length / labels.length
    const column = (at: number) =>
      Float32Array.from(labels, (_, row) => rows[row * width + at] ?? NaN)
    let first = 0
    const counts = labels.map((each) => {
      const start = first
      first += each.length * classes
      return batchCounts(logits.subarray(start, first), each)
    })
    const norms = hasMomentum ? 3 : 2
    return {
      loss: column(0),
      correct: Int32Array.from(counts, ({ correct }) => correct),
      top3: Int32Array.from(counts, ({ top3 }) => top3),
      appliedRate: column(1),
      appliedMomentum: hasMomentum ? column(2) : null,
      norms:
        width > norms
          ? {
              gradient: column(norms),
              weights: column(norms + 1),
              updateRatio: column(norms + 2),
            }
          : null,
    }
  }

  dispose(): void {
    this.tf.dispose([...this.logits, ...this.rows])
  }

  private joined<Part extends Tensor>(parts: Part[], join: (parts: Part[]) => Tensor) {
    return this.tf.tidy(() => join(parts).dataSync<'float32'>())
  }
}

import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core'
import { batchCounts, lossSum } from '../batch-results'
import type { StepResults } from '../engine'
import { fashionMnist, type LossSpec } from '../../../shared/domain/recipe'
import type { StepTensors } from './step'
import type { Tfjs } from './tfjs'

const { classes } = fashionMnist

/** What the steps of a call left, read at its end: every read waits for the device. */
export class Chunk {
  private readonly logits: Tensor2D[] = []
  private readonly scalars: Tensor[] = []

  constructor(
    private readonly tf: Tfjs,
    private readonly hasMomentum: boolean,
    private readonly lossSpec: LossSpec | undefined,
  ) {}

  /** Keeps what a step left beyond the scope in which it ran. */
  add({ logits, penalty, norms }: StepTensors, scalars: readonly Tensor[]): void {
    const { tf, hasMomentum } = this
    this.logits.push(tf.keep(logits))
    const applied = scalars.slice(0, hasMomentum ? 2 : 1)
    this.scalars.push(...[penalty, ...applied, ...norms].map((each) => tf.keep(each)))
  }

  /** Lets go of all. `labels` of each step in turn. */
  results(labels: readonly Uint8Array[]): StepResults {
    const { tf, hasMomentum } = this
    const logits = this.joined(this.logits, tf.concat)
    const rows = this.joined(this.scalars, tf.stack)
    const width = rows.length / labels.length
    const column = (at: number) =>
      Float32Array.from(labels, (_, row) => rows[row * width + at] ?? NaN)
    const penalties = column(0)
    let first = 0
    const steps = labels.map((each, step) => {
      const own = logits.subarray(first, (first += each.length * classes))
      const loss = lossSum(own, each, this.lossSpec) / each.length + (penalties[step] ?? NaN)
      return { loss, ...batchCounts(own, each) }
    })
    const norms = hasMomentum ? 3 : 2
    return {
      loss: Float32Array.from(steps, ({ loss }) => loss),
      correct: Int32Array.from(steps, ({ correct }) => correct),
      top3: Int32Array.from(steps, ({ top3 }) => top3),
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
    this.tf.dispose([...this.logits, ...this.scalars])
  }

  private joined<Part extends Tensor>(parts: Part[], join: (parts: Part[]) => Tensor) {
    return this.tf.tidy(() => join(parts).dataSync<'float32'>())
  }
}

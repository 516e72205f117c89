import type { StepValues } from '../../shared/contract/trainer'
import type { EpochRow } from '../../shared/domain/series'
import type { Evaluation, StepResults } from './engine'

/** Adds an epoch up as Keras does: means over samples, not over batches. */
export class EpochTally {
  private readonly losses: number[] = []
  private readonly rates: number[] = []
  private lossSum = 0
  private correctSum = 0
  private images = 0
  private elapsedMs = 0

  constructor(
    private readonly batchSize: number,
    private readonly totalImages: number,
  ) {}

  get steps(): number {
    return this.losses.length
  }

  /** Mean loss over the images seen so far. */
  get meanLoss(): number {
    return this.lossSum / this.images
  }

  add({ loss, correct }: StepResults, rates: Float64Array, ms: number): void {
    loss.forEach((each, index) => {
      const size = Math.min(this.batchSize, this.totalImages - this.images)
      this.lossSum += each * size
      this.correctSum += correct[index] ?? 0
      this.images += size
      this.losses.push(each)
      this.rates.push(rates[index] ?? 0)
    })
    this.addTime(ms)
  }

  addTime(ms: number): void {
    this.elapsedMs += ms
  }

  /** Per-step values, without the last `dropped` ones. */
  values(dropped = 0): StepValues {
    const kept = this.steps - dropped
    return { loss: this.losses.slice(0, kept), learningRate: this.rates.slice(0, kept) }
  }

  row(epoch: number, validation: Evaluation): EpochRow {
    return {
      epoch,
      loss: this.meanLoss,
      accuracy: this.correctSum / this.images,
      valLoss: validation.loss,
      valAccuracy: validation.accuracy,
      learningRate: this.rates[this.steps - 1] ?? 0,
      seconds: this.elapsedMs / 1000,
    }
  }
}

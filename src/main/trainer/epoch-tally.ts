import type { StepValues } from '../../shared/contract/trainer'
import type { EpochRow } from '../../shared/domain/series'
import type { Evaluation, StepResults } from './engine'

/** Adds an epoch up as Keras does: means over samples, not over batches. */
export class EpochTally {
  private readonly losses: number[] = []
  private readonly rates: number[] = []
  private lossSum = 0
  private correct = 0
  private images = 0
  private validation: Evaluation = { lossSum: 0, correct: 0 }
  private validated = 0
  private busyMs = 0

  constructor(
    private readonly batchSize: number,
    private readonly totalImages: number,
  ) {}

  get steps(): number {
    return this.losses.length
  }

  get validatedImages(): number {
    return this.validated
  }

  /** Mean loss over the images seen so far. */
  get meanLoss(): number {
    return this.lossSum / this.images
  }

  addSteps({ loss, correct }: StepResults, rates: Float64Array, ms: number): void {
    loss.forEach((each, index) => {
      const size = Math.min(this.batchSize, this.totalImages - this.images)
      this.lossSum += each * size
      this.correct += correct[index] ?? 0
      this.images += size
      this.losses.push(each)
      this.rates.push(rates[index] ?? NaN)
    })
    this.busyMs += ms
  }

  addValidation({ lossSum, correct }: Evaluation, images: number, ms: number): void {
    this.validation = {
      lossSum: this.validation.lossSum + lossSum,
      correct: this.validation.correct + correct,
    }
    this.validated += images
    this.busyMs += ms
  }

  /** Per-step values of the epoch's first `count` steps. */
  firstSteps(count: number): StepValues {
    return { loss: this.losses.slice(0, count), learningRate: this.rates.slice(0, count) }
  }

  row(epoch: number): EpochRow {
    return {
      epoch,
      loss: this.meanLoss,
      accuracy: this.correct / this.images,
      valLoss: this.validation.lossSum / this.validated,
      valAccuracy: this.validation.correct / this.validated,
      learningRate: this.rates[this.steps - 1] ?? NaN,
      seconds: this.busyMs / 1000,
    }
  }
}

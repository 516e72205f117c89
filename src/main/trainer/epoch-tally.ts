import type { StepValues } from '../../shared/contract/trainer'
import type { SplitSizes } from '../../shared/domain/recipe'
import type { EpochRow } from '../../shared/domain/series'
import type { StepNorms, StepResults } from './engine'
import type { SetResult } from './set-evaluation'
import type { PlannedSteps } from './step-plan'

/** An epoch's steps so far, added up; plain JSON. */
export interface TallyState {
  readonly steps: StepValues
  readonly lossSum: number
  readonly correct: number
  readonly top3: number
  readonly images: number
  /** Milliseconds the engine was busy training. */
  readonly trainMs: number
}

/** Told instead of a norm that has no finite float32: the next loss will have none either. */
const largestFloat = 3.4028234663852886e38

const finite = (norm: number) => (Number.isFinite(norm) ? norm : largestFloat)

/** Adds an epoch up as Keras does: means over samples, not over batches. */
export class EpochTally {
  private readonly losses: number[] = []
  private readonly rates: number[] = []
  private readonly momenta: number[] = []
  private readonly norms: { [Norm in keyof StepNorms]: number[] } = {
    gradient: [],
    weights: [],
    updateRatio: [],
  }
  private lossSum = 0
  private correct = 0
  private top3 = 0
  private images = 0
  private trainMs = 0

  constructor(
    private readonly batchSize: number,
    private readonly sizes: Pick<SplitSizes, 'imagesPerEpoch'>,
    begun?: TallyState,
  ) {
    if (!begun) return
    const { steps, ...sums } = begun
    Object.assign(this, sums)
    this.keep(steps)
  }

  get steps(): number {
    return this.losses.length
  }

  /** Mean loss over the images seen so far. */
  get meanLoss(): number {
    return this.lossSum / this.images
  }

  state(): TallyState {
    const { lossSum, correct, top3, images, trainMs } = this
    return { steps: this.firstSteps(this.steps), lossSum, correct, top3, images, trainMs }
  }

  addSteps({ loss, correct, top3, norms }: StepResults, planned: PlannedSteps, ms: number): void {
    loss.forEach((each, index) => {
      const size = Math.min(this.batchSize, this.sizes.imagesPerEpoch - this.images)
      this.lossSum += each * size
      this.correct += correct[index] ?? 0
      this.top3 += top3[index] ?? 0
      this.images += size
    })
    this.trainMs += ms
    this.keep({
      loss: [...loss],
      learningRate: [...planned.rates],
      ...(planned.momenta && { momentum: [...planned.momenta] }),
      ...(norms && {
        norms: {
          gradient: Array.from(norms.gradient, finite),
          weights: Array.from(norms.weights, finite),
          updateRatio: Array.from(norms.updateRatio, finite),
        },
      }),
    })
  }

  /** Per-step values of the epoch's first `count` steps. */
  firstSteps(count: number): StepValues {
    const { losses, rates, momenta, norms } = this
    return {
      loss: losses.slice(0, count),
      learningRate: rates.slice(0, count),
      ...(momenta.length > 0 && { momentum: momenta.slice(0, count) }),
      ...(norms.gradient.length > 0 && {
        norms: {
          gradient: norms.gradient.slice(0, count),
          weights: norms.weights.slice(0, count),
          updateRatio: norms.updateRatio.slice(0, count),
        },
      }),
    }
  }

  row(epoch: number, validation: SetResult, test: SetResult | null): EpochRow {
    return {
      epoch,
      loss: this.meanLoss,
      accuracy: this.correct / this.images,
      valLoss: validation.loss,
      valAccuracy: validation.accuracy,
      learningRate: this.rates.at(-1) ?? NaN,
      seconds: (this.trainMs + validation.ms + (test?.ms ?? 0)) / 1000,
      top3: this.top3 / this.images,
      valTop3: validation.top3,
      ...(test && { testLoss: test.loss, testAccuracy: test.accuracy }),
      // A clock too coarse to see the epoch says nothing about its pace.
      ...(this.trainMs > 0 && { examplesPerSecond: this.images / (this.trainMs / 1000) }),
    }
  }

  private keep({ loss, learningRate, momentum, norms }: StepValues): void {
    append(this.losses, loss)
    append(this.rates, learningRate)
    append(this.momenta, momentum)
    append(this.norms.gradient, norms?.gradient)
    append(this.norms.weights, norms?.weights)
    append(this.norms.updateRatio, norms?.updateRatio)
  }
}

/** One by one: an epoch can have more values than a call takes. */
function append(to: number[], values: readonly number[] = []): void {
  for (const value of values) to.push(value)
}

import { splitSizes, type Recipe } from '../../../shared/domain/recipe'
import { mixed } from '../dropout-mask'
import type { Evaluation, SessionState, StepInputs, TrainingSession } from '../engine'

interface Call {
  readonly firstStep: number
  readonly order: readonly number[]
  readonly rates: readonly number[]
  readonly momenta: readonly number[] | null
}

const fraction = (word: number) => mixed(word) / 2 ** 32

/**
 * A session without a model: two tensors and a count of steps, moved by every number that it is
 * given, so that whoever gives one too many, too few or a wrong one ends elsewhere.
 */
export class FakeSession implements TrainingSession {
  readonly calls: Call[] = []
  readonly evaluated: (readonly [set: number, from: number, to: number])[] = []
  beforeCall: (index: number) => void = () => undefined
  lossOf: (step: number, own: number) => number = (_, own) => own
  evaluationOf: (set: number, from: number, to: number) => Partial<Evaluation> = () => ({})
  appliedRateOf: (rate: number) => number = Math.fround
  /** Used when it is told none; null for an optimizer without momentum. */
  ownMomentum: number | null = null
  penaltyOf: () => number = () => 0
  disposed = 0
  private kernel = Float32Array.of(0.5, -0.25, 1)
  private slots = new Float32Array(3)
  private updates = 0
  private readonly batchSize: number
  private readonly stepsPerEpoch: number

  constructor(
    recipe: Recipe,
    private readonly slotName = 'sgd/dense/kernel/m',
  ) {
    this.batchSize = recipe.batchSize
    this.stepsPerEpoch = splitSizes(recipe).stepsPerEpoch
  }

  get steps(): number {
    return this.rates.length
  }
  get rates(): readonly number[] {
    return this.calls.flatMap(({ rates }) => rates)
  }
  get order(): readonly number[] {
    return this.calls.flatMap(({ order }) => order)
  }

  trainSteps({ firstStep, order, rates, momenta }: StepInputs) {
    this.beforeCall(this.calls.length)
    this.calls.push({
      firstStep,
      order: [...order],
      rates: [...rates],
      momenta: momenta && [...momenta],
    })
    const { batchSize, stepsPerEpoch } = this
    if ((firstStep % stepsPerEpoch) + rates.length > stepsPerEpoch) throw new Error('over the end')
    const momentumAt = (index: number) => momenta?.[index] ?? this.ownMomentum
    const own = Float32Array.from(rates, (rate, index) => {
      const batch = order.subarray(index * batchSize, (index + 1) * batchSize)
      return this.update(firstStep + index, batch, rate, momentumAt(index) ?? 0)
    })
    return {
      loss: own.map((loss, index) => this.lossOf(firstStep + index, loss)),
      correct: Int32Array.from(rates, () => 4),
      top3: Int32Array.from(rates, () => 6),
      appliedRate: Float32Array.from(rates, (rate) => this.appliedRateOf(rate)),
      appliedMomentum:
        momentumAt(0) === null
          ? null
          : Float32Array.from(rates, (_, index) => momentumAt(index) ?? NaN),
      norms: null,
    }
  }

  evaluate(set: number, from: number, to: number): Evaluation {
    this.evaluated.push([set, from, to])
    const [weight = 0] = this.kernel
    return {
      lossSum: (to - from) * (1 + set + fraction(from) + Math.abs(weight)),
      correct: to - from,
      top3: to - from,
      confusion: Int32Array.from({ length: 4 }, (_, at) => (at === 3 ? to - from : set)),
      ...this.evaluationOf(set, from, to),
    }
  }
  penalty() {
    return this.penaltyOf()
  }
  weights() {
    return this.state().tensors.slice(0, 1)
  }

  state(): SessionState {
    return {
      tensors: [
        { name: 'dense/kernel', shape: [3, 1], values: this.kernel.slice() },
        { name: this.slotName, shape: [3, 1], values: this.slots.slice() },
      ],
      scalars: [this.updates],
    }
  }
  restore({ tensors: [weights, slots], scalars: [updates] }: SessionState) {
    if (!weights || !slots || updates === undefined) throw new Error('a tensor is missing')
    this.kernel = weights.values.slice()
    this.slots = slots.values.slice()
    this.updates = updates
  }
  dispose() {
    this.disposed += 1
  }

  private update(step: number, batch: Uint32Array, rate: number, momentum: number): number {
    this.updates += 1
    const drawn = batch.reduce((hash, image) => mixed(hash + image), step + this.updates)
    this.kernel.forEach((weight, at) => {
      const gradient = fraction(drawn + at) - 0.4 + weight / 8
      this.slots[at] = momentum * (this.slots[at] ?? 0) + gradient
      this.kernel[at] = weight - rate * (this.slots[at] ?? 0)
    })
    return this.kernel.reduce((sum, weight) => sum + Math.abs(weight), 0)
  }
}

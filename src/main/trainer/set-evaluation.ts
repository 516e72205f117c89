import type { Evaluation, TrainingSession } from './engine'

/** Images evaluated between two looks at the messages; the same always, as sums depend on it. */
const partImages = 1_000

/** Means over a whole evaluated set, the loss with its penalties as Keras reports it. */
export interface SetResult {
  readonly loss: number
  readonly accuracy: number
  readonly top3: number
  /** Row: true class, column: predicted class; row-major counts. */
  readonly confusion: readonly number[]
  /** Milliseconds the engine was busy with it. */
  readonly ms: number
}

/** Evaluates one of a session's sets, part by part. */
export class SetEvaluation {
  private readonly parts: Evaluation[] = []
  private images = 0
  private ms = 0

  constructor(
    private readonly session: TrainingSession,
    private readonly set: number,
    private readonly setImages: number,
    private readonly now: () => number,
  ) {}

  get isDone(): boolean {
    return this.images === this.setImages
  }

  evaluatePart(): void {
    const startedAt = this.now()
    const to = Math.min(this.images + partImages, this.setImages)
    this.parts.push(this.session.evaluate(this.set, this.images, to))
    this.images = to
    this.ms += this.now() - startedAt
  }

  result(): SetResult {
    const { parts, session, images, ms } = this
    const mean = (of: (part: Evaluation) => number) =>
      parts.reduce((sum, part) => sum + of(part), 0) / images
    return {
      loss: mean(({ lossSum }) => lossSum) + session.penalty(),
      accuracy: mean(({ correct }) => correct),
      top3: mean(({ top3 }) => top3),
      confusion: added(parts.map(({ confusion }) => confusion)),
      ms,
    }
  }
}

function added(counts: readonly Int32Array[]): readonly number[] {
  const [first, ...rest] = counts
  return Array.from(first ?? [], (count, at) =>
    rest.reduce((sum, part) => sum + (part[at] ?? 0), count),
  )
}

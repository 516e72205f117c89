import { fashionMnist, type LossSpec } from '../../shared/domain/recipe'

const { classes } = fashionMnist

/** Correct predictions, and labels with fewer than three classes above them. */
export interface BatchCounts {
  readonly correct: number
  readonly top3: number
}

/** The logits of each label, in order: one row of classes per label. */
const rowsOf = (logits: Float32Array, labels: Uint8Array) =>
  Array.from(labels, (label, row) => ({
    label,
    scores: logits.subarray(row * classes, (row + 1) * classes),
  }))

/** The largest, the first of equals. */
const predicted = (scores: Float32Array) =>
  scores.reduce((best, score, at) => (score > (scores[best] ?? 0) ? at : best), 0)

const isTop3 = (scores: Float32Array, label: number) => {
  const own = scores[label] ?? 0
  return scores.filter((score) => score > own).length < 3
}

export function batchCounts(logits: Float32Array, labels: Uint8Array): BatchCounts {
  const rows = rowsOf(logits, labels)
  return {
    correct: rows.filter(({ scores, label }) => predicted(scores) === label).length,
    top3: rows.filter(({ scores, label }) => isTop3(scores, label)).length,
  }
}

/** Row: true class, column: predicted class; row-major counts. */
export function confusionOf(logits: Float32Array, labels: Uint8Array): Int32Array {
  const counts = new Int32Array(classes * classes)
  for (const { scores, label } of rowsOf(logits, labels)) {
    const cell = label * classes + predicted(scores)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}

/**
 * Sum of the cross-entropies of logits, each times its class weight, with `labelSmoothing` of the
 * target spread evenly over the classes. The largest logit is subtracted before exponents are taken,
 * so no finite logit overflows.
 */
export function lossSum(
  logits: Float32Array,
  labels: Uint8Array,
  { labelSmoothing = 0, classWeights }: LossSpec = {},
): number {
  return rowsOf(logits, labels).reduce((sum, { scores, label }) => {
    const largest = Math.max(...scores)
    const exponents = scores.reduce((total, score) => total + Math.exp(score - largest), 0)
    const logSum = largest + Math.log(exponents)
    const own = logSum - (scores[label] ?? NaN)
    const mean = logSum - scores.reduce((total, score) => total + score, 0) / classes
    const loss = labelSmoothing === 0 ? own : own + labelSmoothing * (mean - own)
    return sum + (classWeights?.[label] ?? 1) * loss
  }, 0)
}

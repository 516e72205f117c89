import { fashionMnist } from '../../shared/domain/recipe'

const { classes } = fashionMnist

/** Sums over the images of one batch. */
export interface BatchSums {
  readonly lossSum: number
  readonly correct: number
}

/**
 * Sparse categorical cross-entropy on logits, and correct predictions: those whose largest logit,
 * the first of equals, is the label's. `logits` holds one row of classes per label, in order. The
 * largest logit is subtracted before exponents are taken, so no finite logit overflows.
 */
export function batchSums(logits: Float32Array, labels: Uint8Array): BatchSums {
  let lossSum = 0
  let correct = 0
  labels.forEach((label, row) => {
    const scores = logits.subarray(row * classes, (row + 1) * classes)
    const largest = Math.max(...scores)
    const exponents = scores.reduce((sum, score) => sum + Math.exp(score - largest), 0)
    lossSum += largest + Math.log(exponents) - (scores[label] ?? NaN)
    if (scores.indexOf(largest) === label) correct += 1
  })
  return { lossSum, correct }
}

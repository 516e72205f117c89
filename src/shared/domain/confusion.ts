/** How a run's last weights do on the validation images of one class. */
export interface ClassResult {
  /** Class number. */
  readonly label: number
  /** Validation images of this class. */
  readonly images: number
  readonly correct: number
  /** Share of them that was recognised; null for a class without images. */
  readonly accuracy: number | null
  /** How many of them were taken for each class. */
  readonly predicted: readonly number[]
}

/**
 * The classes of a confusion matrix: row-major, rows true classes, columns predicted ones. Throws
 * RangeError for one that is not square.
 */
export function classResults(confusion: readonly number[]): readonly ClassResult[] {
  const classes = Math.sqrt(confusion.length)
  if (!Number.isInteger(classes)) {
    throw new RangeError(`a confusion matrix must be square, has ${confusion.length} numbers`)
  }
  return Array.from({ length: classes }, (_, label) => {
    const predicted = confusion.slice(label * classes, (label + 1) * classes)
    const images = predicted.reduce((sum, count) => sum + count, 0)
    const correct = predicted[label] ?? 0
    return { label, images, correct, accuracy: images === 0 ? null : correct / images, predicted }
  })
}

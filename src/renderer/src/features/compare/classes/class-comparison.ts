import { classResults } from '../../../../../shared/domain/confusion'
import { readConfusion } from '../../../components/classes/confusion'

/** One class as two runs recognise it. */
export interface ComparedClass {
  readonly name: string
  /** Null for a class without images. */
  readonly first: number | null
  readonly second: number | null
  /** Second less first, as a share; null where either is. */
  readonly change: number | null
}

/** The classes of two confusion matrices side by side, in the data's order. */
export function compareClasses(
  first: readonly number[],
  second: readonly number[],
): readonly ComparedClass[] {
  const names = readConfusion(first).rows.map(({ name }) => name)
  const others = classResults(second)
  return classResults(first).map(({ label, accuracy }): ComparedClass => {
    const other = others[label]?.accuracy ?? null
    return {
      name: names[label] ?? String(label),
      first: accuracy,
      second: other,
      change: accuracy === null || other === null ? null : other - accuracy,
    }
  })
}

/** Share of all images that were recognised; null without any. */
export function overallAccuracy(counts: readonly number[]): number | null {
  const { images, correct } = readConfusion(counts)
  return images === 0 ? null : correct / images
}

/** "+1.2 points", "−0.5 points", "no change". */
export function formatChange(change: number): string {
  const points = Number((Math.abs(change) * 100).toFixed(1))
  if (points === 0) return 'no change'
  return `${change > 0 ? '+' : '−'}${points} ${points === 1 ? 'point' : 'points'}`
}

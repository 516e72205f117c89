import type { GradientOptions } from '../../../shared/domain/optimizer'
import type { Arithmetic } from './arithmetic'

/** Euclidean norm of all elements of all tensors. */
export function globalNorm<T>(math: Arithmetic<T>, tensors: readonly T[]): T {
  const [first, ...others] = tensors.map((tensor) => math.sumOfSquares(tensor))
  if (first === undefined) return math.constant(0)
  return math.sqrt(others.reduce((sum, each) => math.add(sum, each), first))
}

/**
 * Gradients as Keras clips them: each one's norm, else the norm of all, else each element. A limit
 * that is left out, or 0, does nothing.
 */
export function clipGradients<T>(
  math: Arithmetic<T>,
  { clipNorm = 0, globalClipNorm = 0, clipValue = 0 }: GradientOptions,
  gradients: readonly T[],
): readonly T[] {
  if (clipNorm > 0) return gradients.map((each) => clippedByNorm(math, each, clipNorm))
  if (globalClipNorm > 0) return clippedByGlobalNorm(math, gradients, globalClipNorm)
  if (clipValue > 0) {
    const [low, high] = [math.constant(-clipValue), math.constant(clipValue)]
    return gradients.map((each) => math.maximum(math.minimum(each, high), low))
  }
  return gradients
}

/** g limit / max(norm, limit) */
function clippedByNorm<T>(math: Arithmetic<T>, gradient: T, limit: number): T {
  const most = math.constant(limit)
  const norm = math.sqrt(math.sumOfSquares(gradient))
  return math.div(math.mul(gradient, most), math.maximum(norm, most))
}

/** g limit min(1 / norm, 1 / limit), and NaN where the norm is not finite. */
function clippedByGlobalNorm<T>(math: Arithmetic<T>, gradients: readonly T[], limit: number) {
  const norm = globalNorm(math, gradients)
  const inverse = math.div(math.constant(1), norm)
  const factor = math.mul(math.constant(limit), math.minimum(inverse, math.constant(1 / limit)))
  const scale = math.add(factor, math.sub(norm, norm))
  return gradients.map((gradient) => math.mul(gradient, scale))
}

import type { ScheduleSpec } from '../kinds'
import { designOf, type Design, type Dialect } from './dialect'
import { rampTexts } from './ramp'
import { warmCosineDialects } from './warm-cosine'
import { warmPolynomialDialects } from './warm-polynomial'
import { warmMultiStepDialects } from './warm-stairs'

/**
 * A straight warm-up in front of a schedule of the same unit. Whether it is prepended or laid over
 * makes no difference: it is what libraries disagree on.
 */
export function warmupDialects(design: Design<'warmup'>): readonly Dialect[] {
  const { values, per, total } = design
  const { over, from, shape } = values
  // The schedule inside has been checked with the one around it.
  const inner = values.schedule as ScheduleSpec
  if (shape !== 'linear' || over === 0 || (inner.per ?? per) !== per) return []
  const warm = { per, warmup: over, from }
  switch (inner.kind) {
    case 'constant':
      return rampTexts({ per, rate: inner.rate, from, to: 1, over })
    case 'cosine': {
      const cosine = designOf(inner, { per, total }).values
      return warmCosineDialects({ ...warm, peak: cosine.initial, length: cosine.over }, cosine)
    }
    case 'polynomial': {
      const polynomial = designOf(inner, { per, total }).values
      const decay = { ...warm, peak: polynomial.initial, length: polynomial.over }
      return warmPolynomialDialects(decay, polynomial)
    }
    case 'multi-step': {
      const stairs = designOf(inner, { per, total })
      const decay = { ...warm, peak: stairs.values.initial, length: total }
      return warmMultiStepDialects(decay, stairs)
    }
    default:
      return []
  }
}

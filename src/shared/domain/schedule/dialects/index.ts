import type { RunLength } from '../compile'
import type { ScheduleSpec } from '../kinds'
import { readSpec, unitIn } from '../read-spec'
import { cosineDialects } from './cosine'
import { designOf, type Dialect, type Site } from './dialect'
import { holdReleaseDialects, multiStepDialects, piecewiseDialects } from './milestones'
import { oneCycleDialects } from './one-cycle'
import { plateauDialects } from './plateau'
import { polynomialDialects } from './polynomial'
import { rampDialects } from './ramp'
import { restartDialects } from './restarts'
import { stableDecayDialects } from './stable-decay'
import { exponentialDialects, stepDialects } from './stairs'
import { warmupDialects } from './warm-up'

export type { Dialect, Library } from './dialect'
export type { Difference, DifferenceGroup } from './difference'
export { dialectDifferences } from './differences'
export { exampleMetricValues } from './example-metrics'
export { intendedExamples, readingOf, type IntendedExample, type Reading } from './intended'

function interpretations(spec: ScheduleSpec, site: Site): readonly Dialect[] {
  switch (spec.kind) {
    case 'multi-step':
      return multiStepDialects(designOf(spec, site))
    case 'piecewise':
      return piecewiseDialects(designOf(spec, site))
    case 'hold-release':
      return holdReleaseDialects(designOf(spec, site))
    case 'step':
      return stepDialects(designOf(spec, site))
    case 'exponential':
      return exponentialDialects(designOf(spec, site))
    case 'polynomial':
      return polynomialDialects(designOf(spec, site))
    case 'cosine':
      return cosineDialects(designOf(spec, site))
    case 'cosine-restarts':
      return restartDialects(designOf(spec, site))
    case 'ramp':
      return rampDialects(designOf(spec, site))
    case 'warmup':
      return warmupDialects(designOf(spec, site))
    case 'warmup-stable-decay':
      return stableDecayDialects(designOf(spec, site))
    case 'one-cycle':
      return oneCycleDialects(designOf(spec, site))
    case 'plateau':
      return plateauDialects(designOf(spec, site))
    // All libraries agree, a single one has it, or none.
    case 'constant':
    case 'inverse-time':
    case 'compounding-time':
    case 'rex':
    case 'tanh':
    case 'flat-cosine':
    case 'cyclic':
    case 'log-warmup':
    case 'inverse-sqrt':
    case 'noam':
    case 'slanted-triangle':
    case 'greedy':
    case 'points':
    case 'formula':
    case 'sequence':
    case 'product':
    case 'clamp':
    case 'noise':
      return []
  }
}

/**
 * The same design under the rules of each library that has such a schedule: what it gives for the
 * numbers as they are written. Empty when fewer than two libraries have it. Throws a `ScheduleError`
 * for a bad spec.
 */
export function dialectsOf(spec: ScheduleSpec, length: RunLength): readonly Dialect[] {
  const per = unitIn(readSpec(spec), 'step')
  const epochs = length.totalEpochs
  const total = per === 'epoch' ? epochs : epochs * length.stepsPerEpoch
  const dialects = interpretations(spec, { per, total })
  return dialects.length < 2 ? [] : dialects
}

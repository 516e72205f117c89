import { peakHandle } from '../common-handles'
import { duration, rate } from '../fields'
import { defineShape } from '../kind'

/** A warm-up of 1 unit counts as 2, or its logarithm would be 0. */
export const logWarmup = defineShape({
  kind: 'log-warmup',
  family: 'Warm-up',
  title: 'Logarithmic warm-up',
  summary: 'Rises fast, then ever more slowly, and stays at the peak.',
  formula: 'low + (peak - low) * ln(t + 1) / ln(max(2, warmup)) for t < warmup, then peak',
  source: 'DeepSpeed WarmupLR.',
  fields: {
    low: rate('low rate', { fallback: 0 }),
    peak: rate('peak rate', {}),
    warmup: duration('warm-up', {}),
  },
  example: { per: 'step', peak: 0.1, warmup: '40%' },
  shape: ({ low, peak, warmup }) => {
    const length = Math.max(2, warmup)
    return (t) => {
      const share = t < length ? Math.log(t + 1) / Math.log(length) : 1
      return low * (1 - share) + peak * share
    }
  },
  handles: ({ peak, warmup }) => [peakHandle(warmup, peak)],
})

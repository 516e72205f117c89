import { peakHandle } from '../common-handles'
import { duration, optionalNumber, rate } from '../fields'
import { defineShape } from '../kind'

const usualTimescale = 10_000

/** Without a warm-up the timescale is 10,000 unless it is given. */
export const inverseSqrt = defineShape({
  kind: 'inverse-sqrt',
  family: 'Warm-up',
  title: 'Inverse square root',
  summary:
    'Climbs, then falls with the square root of time, without end: for runs whose length is not known.',
  formula:
    'peak * t / warmup, then peak / sqrt((t + shift) / timescale),  shift = timescale - warmup',
  source: 'Transformers get_inverse_sqrt_schedule; T5, arXiv 1910.10683.',
  fields: {
    peak: rate('peak rate', {}),
    warmup: duration('warm-up', { fallback: 0, least: 0 }),
    timescale: optionalNumber('timescale', {
      above: 0,
      help: 'The warm-up, or 10,000 without one.',
    }),
    shift: optionalNumber('shift', { help: 'The timescale less the warm-up when left out.' }),
  },
  example: { per: 'step', peak: 0.1, warmup: '10%' },
  check: ({ warmup, timescale = warmup || usualTimescale, shift = timescale - warmup }) =>
    warmup + shift > 0
      ? null
      : `shift must be greater than -${warmup}, or the rate after the warm-up is not finite; it is ${shift}`,
  shape:
    ({ peak, warmup, timescale = warmup || usualTimescale, shift = timescale - warmup }) =>
    (t) =>
      t < warmup ? (peak * t) / warmup : peak / Math.sqrt((t + shift) / timescale),
  handles: ({ peak, warmup }) => [peakHandle(warmup, peak)],
})

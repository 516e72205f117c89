import type { ScheduleSpec } from '../kinds'
import { callText, optaxCall } from './call-text'
import { present, type Design, type Dialect } from './dialect'

type OneCycle = Design<'one-cycle'>

type Corner = readonly [unit: number, rate: number]

/** Through the corners; of two at one unit the later one counts. */
const through = (
  per: OneCycle['per'],
  interpolation: 'linear' | 'cosine',
  corners: readonly Corner[],
): ScheduleSpec => ({ kind: 'points', per, interpolation, points: [...new Map(corners)] })

/** A climb of one unit would make PyTorch divide by 0. */
function pytorchOneCycle({ values, spec, per, total }: OneCycle): Dialect | false {
  const { peak, startDivisor, endDivisor, warmup, shape, threePhase } = values
  if (warmup === 1) return false
  return {
    library: 'pytorch',
    name: 'PyTorch',
    call: callText('OneCycleLR', {
      max_lr: peak,
      total_steps: total,
      pct_start: warmup / total,
      div_factor: startDivisor,
      final_div_factor: endDivisor,
      anneal_strategy: shape === 'cosine' ? "'cos'" : "'linear'",
      three_phase: threePhase || undefined,
    }),
    spec: { ...spec, per },
    note: `PyTorch counts from the first ${per} to the last: the peak comes one ${per} before the climb is over, and the last ${per} has the lowest rate.`,
  }
}

/** Lines with three phases, or cosines with two: the other two are not there. */
function optaxOneCycle({ values, per, total }: OneCycle): Dialect | false {
  const { peak, startDivisor, endDivisor, warmup, shape, threePhase } = values
  if ((shape === 'linear') !== threePhase) return false
  const share = warmup / total
  // The arithmetic is optax's own, rounding included.
  const up = Math.trunc(share * total)
  const down = Math.trunc(Math.min(1, 2 * share) * total)
  if (up >= total || (threePhase && (down >= total || down === up))) return false
  const start = peak / startDivisor
  const tail: Corner[] = [[total, start / endDivisor]]
  const corners: Corner[] = [
    [0, start],
    [up, peak],
    ...(threePhase ? [[down, start] as const] : []),
    ...tail,
  ]
  const given = {
    transition_steps: total,
    peak_value: peak,
    pct_start: share,
    pct_final: threePhase ? Math.min(1, 2 * share) : undefined,
    div_factor: startDivisor,
    final_div_factor: endDivisor,
  }
  return {
    library: 'optax',
    name: 'optax',
    call: optaxCall(per, callText(`${shape}_onecycle_schedule`, given)),
    spec: through(per, shape, corners),
    note: `optax rounds the climb down to whole ${per}s, has its peak at the end of it, and would reach the lowest rate only after the last ${per}.`,
  }
}

function fastaiOneCycle({ values, per, total }: OneCycle): Dialect | false {
  const { peak, startDivisor, endDivisor, warmup, shape, threePhase } = values
  if (shape !== 'cosine' || threePhase) return false
  return {
    library: 'fastai',
    name: 'fastai',
    call: callText('fit_one_cycle', {
      lr_max: peak,
      div: startDivisor,
      div_final: endDivisor,
      pct_start: warmup / total,
    }),
    spec: through(per, 'cosine', [
      [0, peak / startDivisor],
      [warmup, peak],
      ...(warmup < total ? [[total, peak / endDivisor] as const] : []),
    ]),
    note: `fastai counts the end from the peak, not from the start, and takes the rate of ${per} i at i / ${total}, so it never comes to the end.`,
  }
}

/** One cycle under the rules of PyTorch, optax and fastai. */
export const oneCycleDialects = (design: OneCycle): readonly Dialect[] =>
  present([pytorchOneCycle(design), optaxOneCycle(design), fastaiOneCycle(design)])

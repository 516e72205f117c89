import type { Pen } from '../body'
import { call, number, text } from '../python'
import { metricName } from '../script'
import type { NodeOf } from '../tree'
import type { Ending } from './ending'
import { room } from './scheduler'

function momentumArguments(
  momentum: NodeOf<'cyclic'>['values']['momentum'],
  pen: Pen<'cyclic'> | Pen<'one-cycle'>,
): readonly string[] {
  if (!momentum) return ['cycle_momentum=False']
  return [
    `base_momentum=${pen.constant('LOW_MOMENTUM', number(momentum.low))}`,
    `max_momentum=${pen.constant('HIGH_MOMENTUM', number(momentum.high))}`,
  ]
}

/** PyTorch divides by zero where the climb is exactly one unit, and legs must follow each other. */
export function oneCycle(pen: Pen<'one-cycle'>): Ending | null {
  const { node, script } = pen
  const { warmup, threePhase, shape, momentum } = node.values
  const last = node.totalUnits - 1
  const isRegular = warmup > 1 && warmup < last && !(threePhase && 2 * warmup - 2 >= last)
  if (!isRegular) return null
  const [peak, start] = [pen.of('peak'), pen.of('startDivisor')]
  const args = [
    `max_lr=${peak}`,
    `total_steps=${pen.total()}`,
    `pct_start=${pen.of('warmup')} / ${pen.total()}`,
    `anneal_strategy=${text(shape === 'cosine' ? 'cos' : 'linear')}`,
    ...momentumArguments(momentum, pen),
    `div_factor=${start}`,
    `final_div_factor=${pen.of('endDivisor')}`,
    `three_phase=${threePhase ? 'True' : 'False'}`,
  ]
  return {
    base: `${peak} / ${start}`,
    baseNote: 'OneCycleLR sets the rate itself',
    scheduler: call(script.scheduler('OneCycleLR'), ['optimizer', ...args], room),
    unit: node.per,
  }
}

/** CyclicLR, which sets rate and momentum itself. */
export function cyclic(pen: Pen<'cyclic'>): Ending {
  const { node, script } = pen
  const { down, mode, momentum } = node.values
  const args = [
    `base_lr=${pen.of('low')}`,
    `max_lr=${pen.of('high')}`,
    `step_size_up=${pen.of('up')}`,
    ...(down === undefined ? [] : [`step_size_down=${pen.of('down')}`]),
    `mode=${text(mode.replace('-', '_'))}`,
    ...(mode === 'exp-range' ? [`gamma=${pen.of('gamma')}`] : []),
    ...momentumArguments(momentum, pen),
  ]
  return {
    base: pen.of('low'),
    baseNote: 'CyclicLR sets the rate itself',
    scheduler: call(script.scheduler('CyclicLR'), ['optimizer', ...args], room),
    unit: node.per,
  }
}

/** PyTorch's own reduction, where its rules are the ones asked for. */
export function plateau(pen: Pen<'plateau'>): Ending | null {
  const { flavor, average, margin, mode, thresholdMode, metric } = pen.node.values
  if (flavor !== 'pytorch' || average !== 1 || margin !== 0) return null
  const args = [
    `mode=${text(mode)}`,
    `factor=${pen.of('factor')}`,
    `patience=${pen.of('patience')}`,
    `threshold=${pen.of('threshold')}`,
    `threshold_mode=${text(thresholdMode === 'absolute' ? 'abs' : 'rel')}`,
    `cooldown=${pen.of('cooldown')}`,
    `min_lr=${pen.of('final')}`,
    `eps=${pen.of('smallestChange')}`,
  ]
  pen.script.constant('METRIC', metricName[metric])
  return {
    base: pen.of('initial'),
    baseNote: 'the rate to start from',
    scheduler: call(pen.script.scheduler('ReduceLROnPlateau'), ['optimizer', ...args], room),
    unit: 'metric',
  }
}

import type { Pen, PenOf } from '../body'
import type { ScheduleTree } from '../tree'
import { kerasClass } from './class-call'
import { holdRelease, multiStep, piecewise } from './pieces'

const flag = (value: boolean) => (value ? 'True' : 'False')

function polynomial(pen: Pen<'polynomial'>) {
  const { k, cycle } = pen.node.values
  if (k !== 1) return null
  return kerasClass('PolynomialDecay', {
    initial_learning_rate: pen.of('initial'),
    decay_steps: pen.of('over'),
    end_learning_rate: pen.of('final'),
    power: pen.of('power'),
    cycle: flag(cycle),
  })
}

const ramp = (pen: Pen<'ramp'>) =>
  kerasClass('PolynomialDecay', {
    initial_learning_rate: `${pen.of('rate')} * ${pen.of('from')}`,
    decay_steps: pen.of('over'),
    end_learning_rate: `${pen.of('rate')} * ${pen.of('to')}`,
  })

const inverseTime = (pen: Pen<'inverse-time'>) =>
  kerasClass('InverseTimeDecay', {
    initial_learning_rate: pen.of('initial'),
    decay_steps: pen.of('every'),
    decay_rate: pen.of('decay'),
    staircase: flag(pen.node.values.staircase),
  })

function exponential(pen: Pen<'exponential'>) {
  const { gamma, staircase } = pen.node.values
  return kerasClass('ExponentialDecay', {
    initial_learning_rate: pen.of('initial'),
    decay_steps: pen.of('every'),
    decay_rate: gamma === undefined ? `math.exp(-${pen.of('k')})` : pen.of('gamma'),
    staircase: flag(staircase),
  })
}

const step = (pen: Pen<'step'>) =>
  kerasClass('ExponentialDecay', {
    initial_learning_rate: pen.of('initial'),
    decay_steps: pen.of('every'),
    decay_rate: pen.of('factor'),
    staircase: 'True',
  })

function cosine(pen: Pen<'cosine'>) {
  const { initial, after, exponent, k } = pen.node.values
  if (initial === 0 || after !== 'stay' || exponent !== 1 || k !== 1) return null
  return kerasClass('CosineDecay', {
    initial_learning_rate: pen.of('initial'),
    decay_steps: pen.of('over'),
    alpha: `${pen.of('final')} / ${pen.of('initial')}`,
  })
}

/** Keras looks cycles up by float32 logarithms, which fail after the 14th doubling. */
const mostDoublings = 12

function cosineRestarts(pen: Pen<'cosine-restarts'>) {
  const { initial, period, periodFactor, peaks, peakFactor, cycles } = pen.node.values
  const isKeras = peaks === 'above-floor' || peakFactor === 1
  const isSure =
    periodFactor === 1 || (periodFactor === 2 && pen.node.usedUnits < period * 2 ** mostDoublings)
  if (initial === 0 || !isKeras || !isSure || cycles !== undefined) return null
  return kerasClass('CosineDecayRestarts', {
    initial_learning_rate: pen.of('initial'),
    first_decay_steps: pen.of('period'),
    t_mul: pen.of('periodFactor'),
    m_mul: pen.of('peakFactor'),
    alpha: `${pen.of('final')} / ${pen.of('initial')}`,
  })
}

/** CosineDecay climbs in a line first, where that is asked for. */
function warmup(pen: Pen<'warmup'>, penOf: PenOf) {
  const { over, mode, shape } = pen.node.values
  const [child] = pen.node.children
  if (child?.kind !== 'cosine' || child.per !== pen.node.per) return null
  const { initial, after, exponent, k } = child.values
  if (over === 0 || mode !== 'prepend' || shape !== 'linear') return null
  if (initial === 0 || after !== 'stay' || exponent !== 1 || k !== 1) return null
  const inner = penOf<'cosine'>(child)
  const peak = inner.of('initial')
  return kerasClass('CosineDecay', {
    initial_learning_rate: `${peak} * ${pen.of('from')}`,
    decay_steps: inner.of('over'),
    alpha: `${inner.of('final')} / ${peak}`,
    warmup_target: peak,
    warmup_steps: pen.of('over'),
  })
}

/** Keras's own schedule that gives exactly the same rates, or null. */
export function kerasSchedule(node: ScheduleTree, penOf: PenOf): string | null {
  switch (node.kind) {
    case 'polynomial':
      return polynomial(penOf(node))
    case 'ramp':
      return ramp(penOf(node))
    case 'inverse-time':
      return inverseTime(penOf(node))
    case 'exponential':
      return exponential(penOf(node))
    case 'step':
      return step(penOf(node))
    case 'cosine':
      return cosine(penOf(node))
    case 'cosine-restarts':
      return cosineRestarts(penOf(node))
    case 'warmup':
      return warmup(penOf(node), penOf)
    case 'multi-step':
      return multiStep(penOf(node))
    case 'piecewise':
      return piecewise(penOf(node))
    case 'hold-release':
      return holdRelease(penOf(node))
    default:
      return null
  }
}

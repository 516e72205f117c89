import type { Pen, PenOf } from '../body'
import type { ScheduleTree } from '../tree'
import { schedulerOf, type TorchScheduler } from './scheduler'

/** PyTorch gets back to the full rate by dividing by the first factor: a tiny one loses digits. */
export const smallestFactor = 1e-6

/** Whether a number can be one of PyTorch's numbers of iterations. */
const isCount = (value: number) => Number.isInteger(value) && value >= 1

function constant(pen: Pen<'constant'>) {
  const args = () => ({ factor: '1.0', total_iters: '1' })
  return schedulerOf({
    ...{ className: 'ConstantLR', pen, base: 'rate', baseValue: pen.node.values.rate, args },
  })
}

function holdRelease(pen: Pen<'hold-release'>) {
  const { factor, hold, rate } = pen.node.values
  if (factor < smallestFactor || factor > 1 || !isCount(hold)) return null
  const args = () => ({ factor: pen.of('factor'), total_iters: pen.of('hold') })
  return schedulerOf({ className: 'ConstantLR', pen, base: 'rate', baseValue: rate, args })
}

function polynomial(pen: Pen<'polynomial'>) {
  const { initial, final, power, over, cycle, k } = pen.node.values
  if (cycle || k !== 1 || !isCount(over)) return null
  const own = { pen, base: 'initial', baseValue: initial } as const
  if (final === 0) {
    const args = () => ({ total_iters: pen.of('over'), power: pen.of('power') })
    return schedulerOf({ className: 'PolynomialLR', ...own, args })
  }
  if (power !== 1 || final > initial) return null
  const args = () => ({
    start_factor: '1.0',
    end_factor: `${pen.of('final')} / ${pen.of('initial')}`,
    total_iters: pen.of('over'),
  })
  return schedulerOf({ className: 'LinearLR', ...own, args })
}

function ramp(pen: Pen<'ramp'>) {
  const { from, to, over, rate } = pen.node.values
  if (from < smallestFactor || from > 1 || to > 1 || !isCount(over)) return null
  const args = () => ({
    start_factor: pen.of('from'),
    end_factor: pen.of('to'),
    total_iters: pen.of('over'),
  })
  return schedulerOf({ className: 'LinearLR', pen, base: 'rate', baseValue: rate, args })
}

function exponential(pen: Pen<'exponential'>) {
  const { initial, gamma, every, staircase } = pen.node.values
  const own = { pen, base: 'initial', baseValue: initial } as const
  const factor = () => (gamma === undefined ? `math.exp(-${pen.of('k')})` : pen.of('gamma'))
  if (!staircase) {
    const root = () => (every === 1 ? '' : ` ** (1 / ${pen.of('every')})`)
    const args = () => ({ gamma: factor() + root() })
    return schedulerOf({ className: 'ExponentialLR', ...own, args })
  }
  if (!isCount(every)) return null
  const args = () => ({ step_size: pen.of('every'), gamma: factor() })
  return schedulerOf({ className: 'StepLR', ...own, args })
}

function step(pen: Pen<'step'>) {
  const { initial, every } = pen.node.values
  if (!isCount(every)) return null
  const args = () => ({ step_size: pen.of('every'), gamma: pen.of('factor') })
  return schedulerOf({ className: 'StepLR', pen, base: 'initial', baseValue: initial, args })
}

function multiStep(pen: Pen<'multi-step'>) {
  const { initial, milestones } = pen.node.values
  if (!milestones.every(isCount)) return null
  const args = () => ({ milestones: pen.of('milestones'), gamma: pen.of('factor') })
  return schedulerOf({ className: 'MultiStepLR', pen, base: 'initial', baseValue: initial, args })
}

/** PyTorch climbs again after T_max: the same only where the run does not get there. */
function cosine(pen: Pen<'cosine'>) {
  const { initial, over, after, exponent, k } = pen.node.values
  const isLong = over >= pen.node.usedUnits - 1 || after === 'mirror'
  if (exponent !== 1 || k !== 1 || !isLong || !isCount(over)) return null
  const args = () => ({ T_max: pen.of('over'), eta_min: pen.of('final') })
  const own = { pen, base: 'initial', baseValue: initial, multiplies: false } as const
  return schedulerOf({ className: 'CosineAnnealingLR', ...own, args })
}

function cosineRestarts(pen: Pen<'cosine-restarts'>) {
  const { initial, period, periodFactor, peakFactor, cycles } = pen.node.values
  const isPlain = peakFactor === 1 && cycles === undefined
  if (!isPlain || !isCount(period) || !isCount(periodFactor)) return null
  const args = () => ({
    T_0: pen.of('period'),
    T_mult: pen.of('periodFactor'),
    eta_min: pen.of('final'),
  })
  const own = { pen, base: 'initial', baseValue: initial, multiplies: false } as const
  return schedulerOf({ className: 'CosineAnnealingWarmRestarts', ...own, args })
}

/** Kinds whose first rate is the optimizer's own. */
export const startsAtBase: readonly string[] = [
  ...['constant', 'polynomial', 'exponential', 'step', 'multi-step', 'cosine', 'cosine-restarts'],
]

/** PyTorch's class for one schedule; null where it has none, or differs. */
export function singleScheduler(node: ScheduleTree, penOf: PenOf): TorchScheduler | null {
  switch (node.kind) {
    case 'constant':
      return constant(penOf(node))
    case 'hold-release':
      return holdRelease(penOf(node))
    case 'polynomial':
      return polynomial(penOf(node))
    case 'ramp':
      return ramp(penOf(node))
    case 'exponential':
      return exponential(penOf(node))
    case 'step':
      return step(penOf(node))
    case 'multi-step':
      return multiStep(penOf(node))
    case 'cosine':
      return cosine(penOf(node))
    case 'cosine-restarts':
      return cosineRestarts(penOf(node))
    default:
      return null
  }
}

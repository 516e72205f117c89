import type { Pen, PenOf } from '../body'
import { call, list } from '../python'
import type { ScheduleTree } from '../tree'

/** A call of optax with named arguments, in the room that a line has left. */
export type Call = (name: string, args: Readonly<Record<string, string>>) => string

const named =
  (room: number): Call =>
  (name, args) =>
    call(
      `optax.${name}`,
      Object.entries(args).map(([argument, value]) => `${argument}=${value}`),
      room,
    )

function polynomial(pen: Pen<'polynomial'>, write: Call) {
  const { k, cycle, power } = pen.node.values
  if (k !== 1 || cycle) return null
  const ends = { init_value: pen.of('initial'), end_value: pen.of('final') }
  const transition_steps = pen.of('over')
  return power === 1
    ? write('linear_schedule', { ...ends, transition_steps })
    : write('polynomial_schedule', { ...ends, power: pen.of('power'), transition_steps })
}

const ramp = (pen: Pen<'ramp'>, write: Call) =>
  write('linear_schedule', {
    init_value: `${pen.of('rate')} * ${pen.of('from')}`,
    end_value: `${pen.of('rate')} * ${pen.of('to')}`,
    transition_steps: pen.of('over'),
  })

function exponential(pen: Pen<'exponential'>, write: Call) {
  const { gamma, staircase } = pen.node.values
  return write('exponential_decay', {
    init_value: pen.of('initial'),
    transition_steps: pen.of('every'),
    decay_rate: gamma === undefined ? `math.exp(-${pen.of('k')})` : pen.of('gamma'),
    ...(staircase && { staircase: 'True' }),
  })
}

/** A decay rate of 0 means a constant there. */
function step(pen: Pen<'step'>, write: Call) {
  if (pen.node.values.factor === 0) return null
  return write('exponential_decay', {
    init_value: pen.of('initial'),
    transition_steps: pen.of('every'),
    decay_rate: pen.of('factor'),
    staircase: 'True',
  })
}

function multiStep(pen: Pen<'multi-step'>, write: Call) {
  const { milestones } = pen.node.values
  if (new Set(milestones).size < milestones.length) return null
  return write('piecewise_constant_schedule', {
    init_value: pen.of('initial'),
    boundaries_and_scales: `{m: ${pen.of('factor')} for m in ${pen.of('milestones')}}`,
  })
}

function piecewise(pen: Pen<'piecewise'>, room: number) {
  if (!pen.node.values.boundaries.every(Number.isInteger)) return null
  const schedules = `[optax.constant_schedule(rate) for rate in ${pen.of('rates')}]`
  const limits = `[boundary + 1 for boundary in ${pen.of('boundaries')}]`
  return call('optax.join_schedules', [schedules, limits], room)
}

function holdRelease(pen: Pen<'hold-release'>, room: number) {
  const rate = pen.of('rate')
  const schedules = [
    `optax.constant_schedule(${rate} * ${pen.of('factor')})`,
    `optax.constant_schedule(${rate})`,
  ]
  return call('optax.join_schedules', [list(schedules, 80), `[${pen.of('hold')}]`], room)
}

function cosine(pen: Pen<'cosine'>, write: Call) {
  const { initial, after, exponent, k } = pen.node.values
  if (initial === 0 || after !== 'stay' || k !== 1) return null
  return write('cosine_decay_schedule', {
    init_value: pen.of('initial'),
    decay_steps: pen.of('over'),
    alpha: `${pen.of('final')} / ${pen.of('initial')}`,
    ...(exponent !== 1 && { exponent: pen.of('exponent') }),
  })
}

function warmup(pen: Pen<'warmup'>, penOf: PenOf, write: Call) {
  const { over, mode, shape } = pen.node.values
  const [child] = pen.node.children
  if (child?.kind !== 'cosine' || child.per !== pen.node.per) return null
  const { initial, after, exponent, k } = child.values
  if (over === 0 || mode !== 'prepend' || shape !== 'linear') return null
  if (initial === 0 || after !== 'stay' || k !== 1) return null
  const inner = penOf<'cosine'>(child)
  const [peak, length] = [inner.of('initial'), pen.of('over')]
  return write('warmup_cosine_decay_schedule', {
    init_value: `${peak} * ${pen.of('from')}`,
    peak_value: peak,
    warmup_steps: length,
    decay_steps: `${length} + ${inner.of('over')}`,
    end_value: inner.of('final'),
    ...(exponent !== 1 && { exponent: inner.of('exponent') }),
  })
}

/** optax's own schedule as an expression; null where it has none, or differs. */
export function optaxSchedule(node: ScheduleTree, penOf: PenOf, room: number): string | null {
  const write = named(room)
  switch (node.kind) {
    case 'constant':
      return `optax.constant_schedule(${penOf(node).of('rate')})`
    case 'polynomial':
      return polynomial(penOf(node), write)
    case 'ramp':
      return ramp(penOf(node), write)
    case 'exponential':
      return exponential(penOf(node), write)
    case 'step':
      return step(penOf(node), write)
    case 'multi-step':
      return multiStep(penOf(node), write)
    case 'piecewise':
      return piecewise(penOf(node), room)
    case 'hold-release':
      return holdRelease(penOf(node), room)
    case 'cosine':
      return cosine(penOf(node), write)
    case 'warmup':
      return warmup(penOf(node), penOf, write)
    default:
      return null
  }
}

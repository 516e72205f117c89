import { describeValue, ScheduleError } from '../error'
import type { Unit } from '../fields'
import type { ScheduleSpec } from '../kinds'
import { nearestName } from '../nearest'
import { Form, readPythonJson } from './form'
import { classOf } from './pytorch-class'
import { cyclic, oneCycle, plateau } from './pytorch-own-rates'
import type { Source } from './pytorch-source'

const base = ({ state }: Source) => state.shared('base_lrs')

/** Milestones are the keys of a counter, with how often each is named. */
function milestones({ state }: Source): readonly number[] {
  const counter = state.inner('milestones')
  return Object.keys(counter.fields)
    .map((key) => ({ milestone: Number(key), times: counter.number(key) }))
    .sort((a, b) => a.milestone - b.milestone)
    .flatMap(({ milestone, times }) => Array.from({ length: times }, () => milestone))
}

function sequential(source: Source): ScheduleSpec {
  const { state } = source
  const ends = state.numbers('_milestones')
  const schedules = inside(source)
  if (schedules.length !== ends.length + 1) {
    const rule = `must be one less than _schedulers: ${ends.length} for ${schedules.length}`
    throw new ScheduleError(state.at('_milestones'), rule)
  }
  return {
    kind: 'sequence',
    parts: schedules.map((schedule, index) => {
      const end = ends[index]
      return end === undefined ? { schedule } : { schedule, for: end - (ends[index - 1] ?? 0) }
    }),
  }
}

/** Only these multiply whatever rate they find; the others would set their own. */
const multiplying = [
  'StepLR',
  'MultiStepLR',
  'ConstantLR',
  'LinearLR',
  'ExponentialLR',
  'PolynomialLR',
]

function chained(source: Source): ScheduleSpec {
  const { state } = source
  const factors = state.list('_schedulers').map((_, index) => {
    const inner = innerSource(source, index)
    if (!multiplying.includes(inner.className)) {
      const rule = `${inner.className} cannot be read from a chain: it does not multiply the rate`
      throw new ScheduleError(inner.state.path, rule)
    }
    const fields = { ...inner.state.fields, ...(index > 0 && { base_lrs: [1] }) }
    return read({ ...inner, state: new Form(fields, inner.state.path) })
  })
  return { kind: 'product', factors }
}

const classes: Readonly<Record<string, (source: Source) => ScheduleSpec>> = {
  StepLR: (source) => ({
    kind: 'step',
    initial: base(source),
    factor: source.state.number('gamma'),
    every: source.state.number('step_size'),
  }),
  MultiStepLR: (source) => ({
    kind: 'multi-step',
    initial: base(source),
    factor: source.state.number('gamma'),
    milestones: milestones(source),
  }),
  ConstantLR: (source) => ({
    kind: 'hold-release',
    rate: base(source),
    factor: source.state.number('factor'),
    hold: source.state.number('total_iters'),
  }),
  LinearLR: (source) => ({
    kind: 'ramp',
    rate: base(source),
    from: source.state.number('start_factor'),
    to: source.state.number('end_factor'),
    over: source.state.number('total_iters'),
  }),
  ExponentialLR: (source) => ({
    kind: 'exponential',
    initial: base(source),
    gamma: source.state.number('gamma'),
  }),
  PolynomialLR: (source) => ({
    kind: 'polynomial',
    initial: base(source),
    power: source.state.number('power'),
    over: source.state.number('total_iters'),
  }),
  CosineAnnealingLR: (source) => ({
    kind: 'cosine',
    initial: base(source),
    final: source.state.number('eta_min'),
    over: source.state.number('T_max'),
    after: 'mirror',
  }),
  CosineAnnealingWarmRestarts: (source) => ({
    kind: 'cosine-restarts',
    initial: base(source),
    final: source.state.number('eta_min'),
    period: source.state.number('T_0'),
    periodFactor: source.state.number('T_mult'),
  }),
  OneCycleLR: oneCycle,
  CyclicLR: cyclic,
  ReduceLROnPlateau: plateau,
  SequentialLR: sequential,
  ChainedScheduler: chained,
}

const codeOnly = ['LambdaLR', 'MultiplicativeLR']

function innerSource(source: Source, index: number): Source {
  const path = `${source.state.at('_schedulers')}[${index}]`
  const state = Form.of(source.state.list('_schedulers')[index], path)
  return { ...source, state, className: classOf(state) }
}

const inside = (source: Source) =>
  source.state.list('_schedulers').map((_, index) => read(innerSource(source, index)))

function read(source: Source): ScheduleSpec {
  const { className, state } = source
  if (codeOnly.includes(className)) {
    const rule = `${className} keeps no rule in its state, only Python functions: write it as a formula`
    throw new ScheduleError(state.path, rule)
  }
  const reader = Object.hasOwn(classes, className) ? classes[className] : undefined
  if (reader) return reader(source)
  const near = nearestName(className, Object.keys(classes))
  throw new ScheduleError(
    'class',
    `unknown class ${describeValue(className)}; did you mean "${near}"?`,
  )
}

/** Examples call these after every batch, all others after every epoch. */
const batchwise = ['OneCycleLR', 'CyclicLR']

/** A schedule from a state_dict; see `importSchedule`. */
export function fromPytorch(text: string): ScheduleSpec {
  const whole = Form.of(readPythonJson(text), '')
  const isWrapped = whole.has('state') || whole.has('state_dict')
  const state = isWrapped ? whole.inner(whole.has('state') ? 'state' : 'state_dict') : whole
  const named = whole.text('class') ?? whole.text('_class') ?? whole.text('name')
  const className = named ?? classOf(state)
  const optimizer = whole.has('optimizer') ? whole.inner('optimizer') : null
  const spec = read({ className, state, whole, optimizer })
  const usual = batchwise.includes(className) ? 'step' : 'epoch'
  const per: Unit = whole.has('per') ? whole.word('per', ['epoch', 'step']) : usual
  return { ...spec, per }
}

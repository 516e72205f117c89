import { describeValue, ScheduleError } from '../error'
import type { ScheduleSpec } from '../kinds'
import { nearestName } from '../nearest'
import { Form, readPythonJson } from './form'

const per = 'step'

function cosineDecay(form: Form): ScheduleSpec {
  const initial = form.number('initial_learning_rate')
  const alpha = form.number('alpha', 0)
  const over = form.number('decay_steps')
  // None becomes null: then Keras has no warm-up, whatever its length.
  if ((form.fields.warmup_target ?? null) === null) {
    return { kind: 'cosine', per, initial, final: alpha * initial, over }
  }
  const peak = form.number('warmup_target')
  if (peak <= 0) {
    throw new ScheduleError(form.at('warmup_target'), `must be greater than 0, was ${peak}`)
  }
  return {
    kind: 'warmup',
    per,
    over: form.number('warmup_steps', 0),
    from: initial / peak,
    schedule: { kind: 'cosine', initial: peak, final: alpha * peak, over },
  }
}

const classes: Readonly<Record<string, (form: Form) => ScheduleSpec>> = {
  ExponentialDecay: (form) => ({
    kind: 'exponential',
    per,
    initial: form.number('initial_learning_rate'),
    gamma: form.number('decay_rate'),
    every: form.number('decay_steps'),
    staircase: form.flag('staircase', false),
  }),
  InverseTimeDecay: (form) => ({
    kind: 'inverse-time',
    per,
    initial: form.number('initial_learning_rate'),
    decay: form.number('decay_rate'),
    every: form.number('decay_steps'),
    staircase: form.flag('staircase', false),
  }),
  PiecewiseConstantDecay: (form) => ({
    kind: 'piecewise',
    per,
    boundaries: form.numbers('boundaries'),
    rates: form.numbers('values'),
  }),
  PolynomialDecay: (form) => ({
    kind: 'polynomial',
    per,
    initial: form.number('initial_learning_rate'),
    final: form.number('end_learning_rate', 1e-4),
    over: form.number('decay_steps'),
    power: form.number('power', 1),
    cycle: form.flag('cycle', false),
  }),
  CosineDecay: cosineDecay,
  CosineDecayRestarts: (form) => {
    const initial = form.number('initial_learning_rate')
    return {
      kind: 'cosine-restarts',
      per,
      initial,
      final: form.number('alpha', 0) * initial,
      period: form.number('first_decay_steps'),
      periodFactor: form.number('t_mul', 2),
      peakFactor: form.number('m_mul', 1),
    }
  },
}

/** The name that Keras gives a schedule of the class unless it is told another. */
const usualNames: Readonly<Record<string, string>> = { PiecewiseConstant: 'PiecewiseConstantDecay' }

/** A config without its class still tells it by fields that only one class has, or by its name. */
function classOf(config: Form): string | null {
  const name = config.text('name') ?? ''
  const named = usualNames[name] ?? name
  if (Object.hasOwn(classes, named)) return named
  if (config.has('boundaries', 'values')) return 'PiecewiseConstantDecay'
  if (config.has('end_learning_rate')) return 'PolynomialDecay'
  if (config.has('first_decay_steps')) return 'CosineDecayRestarts'
  return config.has('decay_steps', 'alpha') ? 'CosineDecay' : null
}

function fromConfig(className: string | null, config: Form, whole: Form): ScheduleSpec {
  const read = className !== null && Object.hasOwn(classes, className) ? classes[className] : null
  if (read) return read(config)
  // An optimizer's config holds its schedule, or a plain rate.
  const rate = config.fields.learning_rate
  if (typeof rate === 'number')
    return { kind: 'constant', per, rate: config.number('learning_rate') }
  if (rate !== undefined) return fromForm(config.inner('learning_rate'))
  const at = whole.at('class_name')
  if (className === null) {
    throw new ScheduleError(at, 'is required: these fields could be of more than one class')
  }
  const known = Object.keys(classes)
  const near = nearestName(className, known)
  throw new ScheduleError(
    at,
    `unknown class ${describeValue(className)} of keras.optimizers.schedules; did you mean "${near}"?`,
  )
}

function fromForm(form: Form): ScheduleSpec {
  const config = form.has('config') ? form.inner('config') : form
  return fromConfig(form.text('class_name') ?? classOf(config), config, form)
}

/** A schedule from what Keras serializes; see `importSchedule`. */
export const fromKeras = (text: string): ScheduleSpec => fromForm(Form.of(readPythonJson(text), ''))

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileSchedule, ScheduleError, type ScheduleSpec } from '../index'
import { importSchedule, pointsFromRates, type ImportSource } from './index'

interface LibraryForm {
  readonly name: string
  readonly source: ImportSource
  readonly text: string
  readonly rates?: readonly number[]
  readonly metricValues?: readonly number[]
}

const forms = JSON.parse(
  readFileSync(new URL('../../../../../fixtures/code/imports.json', import.meta.url), 'utf8'),
) as readonly LibraryForm[]

/** One step an epoch, so that a metric can be told after every one. */
function rates(spec: ScheduleSpec, steps: number, metricValues: readonly number[] = []) {
  const schedule = compileSchedule(spec, { totalEpochs: steps, stepsPerEpoch: 1 })
  let state = schedule.initialState
  return Array.from({ length: steps }, (_, step) => {
    if (step > 0) {
      const value = metricValues[step - 1] ?? 0
      const metrics = { loss: value, accuracy: value, valLoss: value, valAccuracy: value }
      state = schedule.observe(state, { epoch: step - 1, ...metrics })
    }
    return schedule.rateAt(step, state)
  })
}

const refusal = (text: string, source: ImportSource) => {
  try {
    importSchedule(text, source)
  } catch (error) {
    if (error instanceof ScheduleError) return error.message
    throw error
  }
  return 'accepted'
}

const withRates = forms.filter((form) => form.rates !== undefined)

test.each(withRates.map((form) => [form.name, form] as const))(
  '%s as the library has it',
  (_, form) => {
    const wanted = form.rates ?? []
    const actual = rates(importSchedule(form.text, form.source), wanted.length, form.metricValues)
    const peak = Math.max(...wanted)
    const tolerance = form.source === 'keras' ? 1e-7 : 1e-12
    const errors = wanted.map((rate, step) => Math.abs((actual[step] ?? NaN) - rate) / peak)
    expect(Math.max(...errors)).toBeLessThan(tolerance * 5)
  },
)

test.each(
  forms.filter((form) => form.rates === undefined).map((form) => [form.name, form] as const),
)('%s tells its class', (name, form) => {
  const whole = forms.find((each) => name === `${each.name}, state alone`)
  const named = importSchedule(whole?.text ?? '', form.source)
  expect({ ...importSchedule(form.text, form.source), per: 'step' }).toEqual(named)
})

test('every scheduler that is not code, and every class of Keras, is recorded', () => {
  const classes = new Set(withRates.map(({ name }) => name.split(' ')[0]))
  expect([...classes].sort()).toEqual([
    'ChainedScheduler',
    'ConstantLR',
    'CosineAnnealingLR',
    'CosineAnnealingWarmRestarts',
    'CosineDecay',
    'CosineDecayRestarts',
    'CyclicLR',
    'ExponentialDecay',
    'ExponentialLR',
    'InverseTimeDecay',
    'LinearLR',
    'MultiStepLR',
    'OneCycleLR',
    'PiecewiseConstantDecay',
    'PolynomialDecay',
    'PolynomialLR',
    'ReduceLROnPlateau',
    'SequentialLR',
    'StepLR',
  ])
})

describe('Keras', () => {
  test('a config as it is', () => {
    const config = {
      initial_learning_rate: 0.1,
      decay_steps: 100,
      decay_rate: 0.5,
      staircase: true,
    }
    const text = JSON.stringify({ class_name: 'ExponentialDecay', config })
    expect(importSchedule(text, 'keras')).toEqual({
      kind: 'exponential',
      per: 'step',
      initial: 0.1,
      gamma: 0.5,
      every: 100,
      staircase: true,
    })
  })
  test('an optimizer with a plain rate', () => {
    const text = JSON.stringify({ class_name: 'SGD', config: { learning_rate: 0.01 } })
    expect(importSchedule(text, 'keras')).toEqual({ kind: 'constant', per: 'step', rate: 0.01 })
  })
  test.each([
    ['{', /^schedule: must be JSON: /],
    ['[]', 'schedule: must be an object, was []'],
    [
      '{"decay_steps": 4, "decay_rate": 0.5, "initial_learning_rate": 1}',
      /class_name: is required/,
    ],
    [
      '{"class_name": "CosineDecays", "config": {}}',
      'schedule.class_name: unknown class "CosineDecays" of keras.optimizers.schedules; did you mean "CosineDecay"?',
    ],
    [
      '{"class_name": "CosineDecay", "config": {"initial_learning_rate": "fast"}}',
      'schedule.config.initial_learning_rate: must be a number, was "fast"',
    ],
    [
      '{"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.1}}',
      'schedule.config.decay_steps: is required',
    ],
    [
      '{"class_name": "PiecewiseConstantDecay", "config": {"boundaries": [1, null], "values": [1, 1, 1]}}',
      'schedule.config.boundaries[1]: must be a number, was null',
    ],
    [
      '{"class_name": "PolynomialDecay", "config": {"initial_learning_rate": -1, "decay_steps": 4}}',
      'schedule.initial: must be at least 0, was -1',
    ],
  ])('refuses %s', (text, message) => {
    expect(refusal(text, 'keras')).toMatch(message)
  })
})

describe('PyTorch', () => {
  const state = { step_size: 30, gamma: 0.1, base_lrs: [0.1] }

  test('steps count epochs, unless they are said to count steps', () => {
    const step = { kind: 'step', initial: 0.1, factor: 0.1, every: 30 }
    const text = (extra: object) => JSON.stringify({ class: 'StepLR', state, ...extra })
    expect(importSchedule(text({}), 'pytorch')).toEqual({ ...step, per: 'epoch' })
    expect(importSchedule(text({ per: 'step' }), 'pytorch')).toEqual({ ...step, per: 'step' })
  })
  test('the first rate of a reduction is what it is said to be', () => {
    const plateau = { factor: 0.1, patience: 3, cooldown: 0, mode: 'max', threshold: 0.01 }
    const rates = { min_lrs: [0], _last_lr: [0.001], threshold_mode: 'abs', num_bad_epochs: 2 }
    const text = JSON.stringify({ initial: 0.1, state: { ...plateau, ...rates } })
    expect(importSchedule(text, 'pytorch')).toMatchObject({
      kind: 'plateau',
      initial: 0.1,
      metric: 'valAccuracy',
      thresholdMode: 'absolute',
    })
  })
  test.each([
    [{ class: 'LambdaLR', state: {} }, /^schedule.state: LambdaLR keeps no rule in its state/],
    [{ class: 'StepRL', state }, 'schedule.class: unknown class "StepRL"; did you mean "StepLR"?'],
    [{ state: { last_epoch: 3 } }, /^schedule.state.class: is required/],
    [
      { state: { ...state, base_lrs: [0.1, 0.01] } },
      'schedule.state.base_lrs: must be the same for all groups of parameters, was [0.1,0.01]',
    ],
    [
      { class: 'OneCycleLR', state: { base_lrs: [0.1] } },
      'schedule.optimizer: is required: OneCycleLR keeps max_lr there; give optimizer.state_dict()',
    ],
    [
      { state: { _milestones: [4], _schedulers: [state] } },
      'schedule.state._milestones: must be one less than _schedulers: 1 for 1',
    ],
    [
      { state: { _schedulers: [state, { T_max: 4, eta_min: 0, base_lrs: [0.1] }] } },
      /_schedulers\[1\]: CosineAnnealingLR cannot be read from a chain/,
    ],
    [{ class: 'StepLR', state, per: 'batch' }, /^schedule.per: must be one of "epoch", "step"/],
  ])('refuses %o', (form, message) => {
    expect(refusal(JSON.stringify(form), 'pytorch')).toMatch(message)
  })
})

describe('CSV', () => {
  test.each([
    'step,rate\n0,0.1\n10,0.05',
    'Step;Learning Rate\r\n0;0.1\r\n10;0.05\r\n',
    '\ufeffloss\tLR\tSTEP\n0.5\t0.1\t0\n0.4\t0.05\t10\n\n',
    '"step","learning_rate"\n"0","0.1"\n"10","0.05"\n',
  ])('%j', (text) => {
    expect(importSchedule(text, 'csv')).toEqual({
      kind: 'points',
      per: 'step',
      points: [
        [0, 0.1],
        [10, 0.05],
      ],
      interpolation: 'linear',
    })
  })
  test('a column of epochs makes a schedule per epoch', () => {
    expect(importSchedule('epoch,lr\n0,0.1', 'csv')).toMatchObject({ per: 'epoch' })
  })
  test('leaves out what lies exactly on a line, and keeps every rate', () => {
    const given = Array.from({ length: 1000 }, (_, t) =>
      t < 400 ? 0.5 - t / 1024 : t < 700 ? 0.1 : 0.1 * Math.exp(-t / 300),
    )
    const rows = given.map((rate, t) => `${t},${rate}`)
    const spec = importSchedule(['step,rate', ...rows].join('\n'), 'csv')
    expect(spec.kind === 'points' && spec.points.length).toBeLessThan(320)
    expect(rates(spec, 1000)).toEqual(given)
  })
  test.each([
    ['', 'schedule: line 1 must name a column "step" or "epoch", was ""'],
    ['step,loss\n0,1', 'schedule: line 1 must name a column "rate", "learning_rate" or "lr"'],
    ['step,rate', 'schedule: line 2 must hold the first rate'],
    [
      'step,rate\n0,0.1\n1,fast',
      'schedule: line 3: the rate must be a number of at least 0, was "fast"',
    ],
    [
      'step,rate\n0,0.1\n\n1',
      'schedule: line 4: the rate must be a number of at least 0, it is empty',
    ],
    ['step,rate\n0,-0.1', 'schedule: line 2: the rate must be a number of at least 0, was "-0.1"'],
    ['step,rate\n1,0.1\n1,0.2', 'schedule: line 3: the step must come after 1, was 1'],
  ])('refuses %j', (text, message) => {
    expect(refusal(text, 'csv')).toContain(message)
  })
})

describe('recorded rates', () => {
  test('become points where they change, and give the very same rates', () => {
    const recorded = Float64Array.of(0.1, 0.1, 0.1 + 0.2, 0.05, 0.05)
    const spec = pointsFromRates(recorded, 'step')
    expect(spec).toEqual({
      kind: 'points',
      per: 'step',
      points: [
        [0, 0.1],
        [2, 0.1 + 0.2],
        [3, 0.05],
      ],
      interpolation: 'hold',
    })
    expect(rates(spec, 5)).toEqual([...recorded])
  })
  test.each([
    [[0.1, NaN], 'schedule.rates[1]: must be finite and at least 0, was NaN'],
    [[0.1, -1], 'schedule.rates[1]: must be finite and at least 0, was -1'],
    [[], 'schedule.rates: must have at least one rate'],
  ])('are refused when they cannot be: %j', (recorded, message) => {
    expect(() => pointsFromRates(recorded, 'epoch')).toThrow(message)
  })
})

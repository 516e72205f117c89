import { describe, expect, test } from 'vitest'
import { importSchedule } from '.'

const keras = (value: unknown) => importSchedule(JSON.stringify(value), 'keras')
const pytorch = (value: unknown) => importSchedule(JSON.stringify(value), 'pytorch')

describe('a config of Keras without its class', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['boundaries and values', { boundaries: [10], values: [1, 0.5] }, 'piecewise'],
    ['an end', { initial_learning_rate: 1, end_learning_rate: 0.1, decay_steps: 10 }, 'polynomial'],
    ['a first period', { initial_learning_rate: 1, first_decay_steps: 10 }, 'cosine-restarts'],
    ['an alpha', { initial_learning_rate: 1, decay_steps: 10, alpha: 0.1 }, 'cosine'],
    ['a name', { name: 'PiecewiseConstant', boundaries: [10], values: [1, 0.5] }, 'piecewise'],
  ])('tells it by %s', (_, config, kind) => {
    expect(keras(config).kind).toBe(kind)
  })

  test('that could be of several is refused', () => {
    expect(() => keras({ initial_learning_rate: 1, decay_steps: 10 })).toThrow(
      'schedule.class_name: is required: these fields could be of more than one class',
    )
  })
})

describe('a form with a wrong value is refused by its field', () => {
  const cosine = { class_name: 'CosineDecay' }
  const exponential = { initial_learning_rate: 1, decay_rate: 0.9, decay_steps: 10 }
  const milestones = { class: 'MultiStepLR', state: { base_lrs: [1], gamma: 0.1 } }
  const cycle = { base_lrs: [0.1], max_lrs: [1], total_size: 10, step_ratio: 0.5 }
  const onPlateau = { mode: 'min', factor: 0.1, patience: 3, _last_lr: [0.1] }

  test.each<[string, () => unknown, string]>([
    [
      'a warm-up to nothing',
      () =>
        keras({
          ...cosine,
          config: { initial_learning_rate: 1, decay_steps: 10, warmup_target: 0 },
        }),
      'config.warmup_target: must be greater than 0, was 0',
    ],
    [
      'a switch that is a word',
      () => keras({ class_name: 'ExponentialDecay', config: { ...exponential, staircase: 'no' } }),
      'config.staircase: must be true or false, was "no"',
    ],
    [
      'a class that there is not',
      () => keras({ class_name: 'CosinusDecay', config: {} }),
      'class_name: unknown class "CosinusDecay" of keras.optimizers.schedules; did you mean "CosineDecay"?',
    ],
    [
      'a list that is a number',
      () => keras({ class_name: 'PiecewiseConstantDecay', config: { boundaries: 7, values: [] } }),
      'config.boundaries: must be a list, was 7',
    ],
    [
      'a function of your own',
      () => pytorch({ class: 'CyclicLR', state: { ...cycle, _scale_fn_custom: {} } }),
      'state._scale_fn_custom: is a Python function of your own',
    ],
    [
      'a class of PyTorch that there is not',
      () => pytorch({ class: 'StepRL', state: {} }),
      'class: unknown class "StepRL"; did you mean "StepLR"?',
    ],
    [
      'milestones that are no counter',
      () => pytorch({ ...milestones, state: { ...milestones.state, milestones: [3] } }),
      'state.milestones: must be an object, was [3]',
    ],
    [
      'a mode that there is not',
      () => pytorch({ class: 'ReduceLROnPlateau', state: { ...onPlateau, mode: 'low' } }),
      'state.mode: must be one of "min", "max", was "low"',
    ],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(`schedule.${message}`)
  })

  test('a value that differs between groups of parameters', () => {
    const state = {
      base_lrs: [0.1],
      total_steps: 10,
      _schedule_phases: [{ end_step: 4 }, { end_step: 9 }],
      _anneal_func_type: 'cos',
    }
    const group = { max_lr: 1, min_lr: 0.001, base_momentum: 0.85, max_momentum: 0.95 }
    const optimizer = { param_groups: [group, { ...group, max_lr: 2 }] }
    expect(() => pytorch({ class: 'OneCycleLR', state, optimizer })).toThrow(
      'schedule.optimizer.param_groups: must have one max_lr, has [1,2]',
    )
    const same = { param_groups: [group, group] }
    expect(pytorch({ class: 'OneCycleLR', state, optimizer: same }).kind).toBe('sequence')
    expect(() => pytorch({ class: 'OneCycleLR', state, optimizer: { param_groups: [] } })).toThrow(
      'schedule.optimizer.param_groups: must have one max_lr, has []',
    )
  })
})

test('a state of PyTorch may be given under its own name of it', () => {
  const state = { base_lrs: [0.1], gamma: 0.5, step_size: 3 }
  const read = pytorch({ class: 'StepLR', state_dict: state })
  expect(read).toEqual(pytorch({ class: 'StepLR', state }))
})

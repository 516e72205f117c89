import type { ScheduleSpec } from '../kinds'
import { callText, kerasCall, optaxCall } from './call-text'
import { present, type Design, type Dialect, type Site } from './dialect'

interface Stairs extends Pick<Site, 'per'> {
  readonly initial: number
  readonly gamma: number
  readonly every: number
  /** The design itself. */
  readonly spec: ScheduleSpec
}

const agrees = (library: string) => `${library} does what the design says.`

function kerasStairs({ initial, gamma, every, spec, per }: Stairs, staircase: boolean): Dialect {
  const given = { initial_learning_rate: initial, decay_steps: every, decay_rate: gamma, staircase }
  return {
    library: 'keras',
    name: 'Keras',
    call: kerasCall(per, callText('ExponentialDecay', given)),
    spec,
    note: agrees('Keras'),
  }
}

function optaxStairs({ initial, gamma, every, spec, per }: Stairs, staircase: boolean): Dialect {
  const given = { init_value: initial, transition_steps: every, decay_rate: gamma, staircase }
  return {
    library: 'optax',
    name: 'optax',
    call: optaxCall(per, callText('exponential_decay', given)),
    // A rate of decay of 0 switches the decay off.
    spec: gamma === 0 ? { kind: 'constant', per, rate: initial } : spec,
    note: gamma === 0 ? 'optax takes a factor of 0 for no decay at all.' : agrees('optax'),
  }
}

/** PyTorch cuts where its counter can be divided by the step size, which must be whole. */
function stairDialects(stairs: Stairs): readonly Dialect[] {
  const { gamma, every, spec, per } = stairs
  return present([
    kerasStairs(stairs, true),
    Number.isInteger(every) && {
      library: 'pytorch',
      name: 'PyTorch',
      call: callText('StepLR', { step_size: every, gamma }),
      spec,
      note: agrees('PyTorch'),
    },
    optaxStairs(stairs, true),
    {
      library: 'timm',
      name: 'timm',
      call: callText('StepLRScheduler', {
        decay_t: every,
        decay_rate: gamma,
        t_in_epochs: per === 'epoch',
      }),
      spec,
      note: agrees('timm'),
    },
  ])
}

/** Cuts at equal distances. */
export const stepDialects = ({ values, per }: Design<'step'>): readonly Dialect[] =>
  stairDialects({
    initial: values.initial,
    gamma: values.factor,
    every: values.every,
    spec: { kind: 'step', per, ...values },
    per,
  })

/** The smooth decay, or stairs where it is a staircase. */
export function exponentialDialects({ values, spec, per }: Design<'exponential'>) {
  const { initial, k = 0, gamma = Math.exp(-k), every, staircase } = values
  const stairs: Stairs = { initial, gamma, every, spec: { ...spec, per }, per }
  if (staircase) return stairDialects(stairs)
  return present([
    kerasStairs(stairs, false),
    {
      library: 'pytorch',
      name: 'PyTorch',
      call: callText('ExponentialLR', { gamma: gamma ** (1 / every) }),
      spec: stairs.spec,
      note:
        every === 1
          ? agrees('PyTorch')
          : 'PyTorch decays in every unit; the factor is the root that comes to the same.',
    },
    optaxStairs(stairs, false),
  ])
}

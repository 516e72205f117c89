import { callText, kerasCall, optaxCall } from './call-text'
import { present, type Design, type Dialect, type Site } from './dialect'

/** A straight line from one rate to another, which then stays. */
interface Ramp extends Pick<Site, 'per'> {
  readonly rate: number
  readonly from: number
  readonly to: number
  readonly over: number
}

/** Where a climb to the whole rate is a library's warm-up. */
function warmUps({ rate, from, over, per }: Ramp): readonly Dialect[] {
  const curve = { kind: 'ramp', per, rate, to: 1, over } as const
  return [
    {
      library: 'transformers',
      name: 'transformers',
      call: callText('get_constant_schedule_with_warmup', { num_warmup_steps: over }),
      spec: { ...curve, from: 0 },
      note: 'transformers always starts from 0.',
    },
    {
      library: 'timm',
      name: 'timm',
      call: callText('StepLRScheduler', {
        decay_t: 1,
        decay_rate: 1,
        warmup_t: over,
        warmup_lr_init: rate * from,
        t_in_epochs: per === 'epoch',
      }),
      spec: { ...curve, from },
      note: 'timm starts from warmup_lr_init, a rate and no factor.',
    },
  ]
}

/** PyTorch refuses a start at 0 and factors above 1. */
export function rampTexts(ramp: Ramp): readonly Dialect[] {
  const { rate, from, to, over, per } = ramp
  const spec = { kind: 'ramp', per, rate, from, to, over } as const
  return present([
    {
      library: 'keras',
      name: 'Keras',
      call: kerasCall(
        per,
        callText('PolynomialDecay', {
          initial_learning_rate: rate * from,
          decay_steps: over,
          end_learning_rate: rate * to,
        }),
      ),
      spec,
      note: 'Keras has no ramp of its own; its polynomial decay climbs as well.',
    },
    from > 0 &&
      from <= 1 &&
      to <= 1 &&
      Number.isInteger(over) && {
        library: 'pytorch',
        name: 'PyTorch',
        call: callText('LinearLR', { start_factor: from, end_factor: to, total_iters: over }),
        spec,
        note: 'PyTorch does what the design says.',
      },
    {
      library: 'optax',
      name: 'optax',
      call: optaxCall(
        per,
        callText('linear_schedule', {
          init_value: rate * from,
          end_value: rate * to,
          transition_steps: over,
        }),
      ),
      spec,
      note: 'optax does what the design says.',
    },
    ...(to === 1 && Number.isInteger(over) ? warmUps(ramp) : []),
  ])
}

/** A ramp between two factors, by itself. */
export const rampDialects = ({ values, per }: Design<'ramp'>): readonly Dialect[] =>
  rampTexts({ ...values, per })

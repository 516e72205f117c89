import type { ScheduleSpec } from '../kinds'
import { callText, kerasCall, optaxCall } from './call-text'
import { present, type Design, type Dialect } from './dialect'

const climbs = 'climbs again after the end, as the cosine goes on'

/** A floor as Keras and optax count it: a share of the start. */
const floorShare = (library: string, final: number, alpha: number) =>
  final === 0
    ? `${library} stays at the end.`
    : `${library} counts the floor as a share of the start, alpha ${Number(alpha.toPrecision(4))}, and stays there.`

/** A decay from 0 has no share of itself to end at, so nobody has it. */
export function cosineDialects({ values, per }: Design<'cosine'>): readonly Dialect[] {
  const { initial, final, over, exponent, k } = values
  if (initial === 0) return []
  const alpha = final / initial
  const curve = { kind: 'cosine', per, initial, final, over, exponent, k } as const
  const stays: ScheduleSpec = { ...curve, after: 'stay' }
  const mirrors: ScheduleSpec = { ...curve, after: 'mirror' }
  const bare = exponent === 1 && k === 1
  return present([
    bare && {
      library: 'keras',
      name: 'Keras',
      call: kerasCall(
        per,
        callText('CosineDecay', { initial_learning_rate: initial, decay_steps: over, alpha }),
      ),
      spec: stays,
      note: floorShare('Keras', final, alpha),
    },
    bare &&
      Number.isInteger(over) && {
        library: 'pytorch',
        name: 'PyTorch',
        call: callText('CosineAnnealingLR', { T_max: over, eta_min: final }),
        spec: mirrors,
        note: `PyTorch takes the floor as it is and ${climbs}.`,
      },
    bare && {
      library: 'transformers',
      name: 'transformers',
      call: transformersCosine({ warmup: 0, total: over, final }),
      spec: mirrors,
      note: `transformers ${climbs}.`,
    },
    k === 1 && {
      library: 'optax',
      name: 'optax',
      call: optaxCall(
        per,
        callText('cosine_decay_schedule', {
          init_value: initial,
          decay_steps: over,
          alpha,
          exponent: exponent === 1 ? undefined : exponent,
        }),
      ),
      spec: stays,
      note: floorShare('optax', final, alpha),
    },
    exponent === 1 && {
      library: 'timm',
      name: 'timm',
      call: callText('CosineLRScheduler', {
        t_initial: over,
        lr_min: final,
        k_decay: k === 1 ? undefined : k,
        t_in_epochs: per === 'epoch',
      }),
      spec: stays,
      note: 'timm takes the floor as it is and stays there.',
    },
  ])
}

/** A floor has a function of its own. */
export function transformersCosine(given: {
  readonly warmup: number
  readonly total: number
  readonly final: number
}): string {
  const length = { num_warmup_steps: given.warmup, num_training_steps: given.total }
  return given.final === 0
    ? callText('get_cosine_schedule_with_warmup', length)
    : callText('get_cosine_with_min_lr_schedule_with_warmup', { ...length, min_lr: given.final })
}

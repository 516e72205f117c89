import { callText } from './call-text'
import { present, type Design, type Dialect } from './dialect'

const shapeNames = { linear: "'linear'", cosine: "'cosine'", 'one-minus-sqrt': "'1-sqrt'" } as const

/** In timm the climb starts at a rate of its own, 0 unless it is named; it is always straight. */
function timmStableDecay({ values, per, total }: Design<'warmup-stable-decay'>): Dialect | false {
  const { peak, warmup, decay, final, warmupShape, decayShape } = values
  const rest = total - warmup
  if (warmupShape !== 'linear' || decay === 0 || rest <= 0 || !Number.isInteger(warmup))
    return false
  const after = { kind: 'warmup-stable-decay', peak, warmup: 0, decay, final, decayShape } as const
  return {
    library: 'timm',
    name: 'timm',
    call: callText('WSDLRScheduler', {
      t_initial: rest,
      decay_t: decay,
      lr_min: final,
      warmup_t: warmup,
      decay_fn: shapeNames[decayShape],
      t_in_epochs: per === 'epoch',
    }),
    spec:
      warmup === 0
        ? { ...after, per }
        : {
            kind: 'sequence',
            per,
            parts: [
              { schedule: { kind: 'ramp', rate: peak, from: 0, over: warmup }, for: warmup },
              { schedule: after },
            ],
          },
    note: 'timm climbs from warmup_lr_init, which is 0 when left out, whatever the floor is.',
  }
}

/** The trapezoid in the words of those who have it. */
export function stableDecayDialects(design: Design<'warmup-stable-decay'>): readonly Dialect[] {
  const { values, per, total } = design
  const { peak, warmup, decay, final, warmupShape, decayShape } = values
  return present([
    peak > 0 && {
      library: 'transformers',
      name: 'transformers',
      call: callText('get_wsd_schedule', {
        num_warmup_steps: warmup,
        num_decay_steps: decay,
        num_training_steps: total,
        warmup_type: shapeNames[warmupShape],
        decay_type: shapeNames[decayShape],
        min_lr_ratio: final / peak,
      }),
      spec: { kind: 'warmup-stable-decay', per, ...values },
      note: 'transformers climbs from the floor, not from 0.',
    },
    timmStableDecay(design),
  ])
}

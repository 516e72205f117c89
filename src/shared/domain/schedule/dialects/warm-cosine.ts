import { callText, kerasCall, optaxCall } from './call-text'
import { transformersCosine } from './cosine'
import { present, type Dialect, type ValuesOf } from './dialect'
import { inFront, pytorchSequence, thenFormula, timmWays, type WarmDecay } from './warm-up-parts'

type Cosine = ValuesOf<'cosine'>

/** The cosine as a formula of t, with a name for the moment within it. */
const cosineFormula = (peak: number, final: number, share: string) =>
  `${final} + (${peak} - ${final}) * (1 + cos(pi * ${share})) / 2`

function kerasWarm(warm: WarmDecay, { final }: Cosine): Dialect {
  const { per, peak, length, warmup, from } = warm
  const given = {
    initial_learning_rate: peak * from,
    decay_steps: length,
    alpha: final / peak,
    warmup_target: peak,
    warmup_steps: warmup,
  }
  return {
    library: 'keras',
    name: 'Keras',
    call: kerasCall(per, callText('CosineDecay', given)),
    spec: inFront(warm, { kind: 'cosine', initial: peak, final, over: length }),
    note: 'Keras does not count the warm-up in decay_steps: the whole takes that much longer.',
  }
}

function pytorchWarm(warm: WarmDecay, { final }: Cosine): Dialect | false {
  const { peak, length } = warm
  const decay = callText('CosineAnnealingLR', { T_max: length, eta_min: final })
  return (
    Number.isInteger(length) && {
      library: 'pytorch',
      name: 'PyTorch',
      call: pytorchSequence(warm, decay),
      spec: inFront(warm, { kind: 'cosine', initial: peak, final, over: length, after: 'mirror' }),
      note: 'PyTorch gives each part a clock of its own, so T_max leaves the warm-up out, and climbs again after the end.',
    }
  )
}

function optaxWarm(warm: WarmDecay, { final, exponent }: Cosine): Dialect | false {
  const { per, peak, length, warmup, from } = warm
  if (length <= warmup) return false
  const given = {
    init_value: peak * from,
    peak_value: peak,
    warmup_steps: warmup,
    decay_steps: length,
    end_value: final,
    exponent: exponent === 1 ? undefined : exponent,
  }
  const over = length - warmup
  return {
    library: 'optax',
    name: 'optax',
    call: optaxCall(per, callText('warmup_cosine_decay_schedule', given)),
    spec: inFront(warm, { kind: 'cosine', initial: peak, final, over, exponent }),
    note: 'optax counts the warm-up in decay_steps: the decay itself is that much shorter.',
  }
}

function transformersWarm(warm: WarmDecay, { final }: Cosine): Dialect {
  const { peak, length, warmup } = warm
  const over = Math.max(1, length - warmup)
  return {
    library: 'transformers',
    name: 'transformers',
    call: transformersCosine({ warmup, total: length, final }),
    spec: inFront(
      { ...warm, from: 0 },
      { kind: 'cosine', initial: peak, final, over, after: 'mirror' },
    ),
    note: 'transformers starts from 0, counts the warm-up in num_training_steps, and climbs again after them.',
  }
}

/** Made for a floor; there is nothing to say without one. */
function transformersAhead(warm: WarmDecay, { final }: Cosine): Dialect | false {
  const { per, peak, length, warmup } = warm
  const climb = `${peak} * (t + 1) / ${warmup}`
  const share = `(t - ${warmup} + 1) / ${Math.max(1, length - warmup)}`
  const given = { num_warmup_steps: warmup, num_training_steps: length, min_lr: final }
  return (
    final > 0 && {
      library: 'transformers',
      name: 'transformers cosine_warmup_with_min_lr',
      call: callText('get_cosine_with_min_lr_schedule_with_warmup_lr_rate', given),
      spec: {
        kind: 'formula',
        per,
        expression: `t < ${warmup} ? ${climb} : ${cosineFormula(peak, final, share)}`,
      },
      note: `transformers’ cosine_warmup_with_min_lr is one ${per} ahead: it starts above 0 and is at the floor in the last ${per}.`,
    }
  )
}

function timmWarm(warm: WarmDecay, { final, k }: Cosine): readonly Dialect[] {
  const { per, peak, length } = warm
  const share = `(min(t, ${length}) / ${length}) ^ ${k}`
  return timmWays(
    warm,
    {
      name: 'CosineLRScheduler',
      values: { t_initial: length, lr_min: final, k_decay: k === 1 ? undefined : k },
    },
    {
      underneath: {
        kind: 'formula',
        per,
        expression: thenFormula(warm, cosineFormula(peak, final, share)),
      },
      waiting: inFront(warm, { kind: 'cosine', initial: peak, final, over: length, k }),
    },
  )
}

/** `length` is what is written as the length of the decay: what it counts, libraries disagree on. */
export function warmCosineDialects(warm: WarmDecay, cosine: Cosine): readonly Dialect[] {
  const { exponent, k } = cosine
  if (warm.peak === 0) return []
  const bare = exponent === 1 && k === 1
  return present([
    bare && kerasWarm(warm, cosine),
    bare && pytorchWarm(warm, cosine),
    bare && transformersWarm(warm, cosine),
    bare && transformersAhead(warm, cosine),
    k === 1 && optaxWarm(warm, cosine),
    ...(exponent === 1 ? timmWarm(warm, cosine) : []),
  ])
}

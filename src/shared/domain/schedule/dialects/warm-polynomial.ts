import { callText, optaxCall } from './call-text'
import { present, type Dialect, type ValuesOf } from './dialect'
import { inFront, pytorchSequence, thenFormula, timmWays, type WarmDecay } from './warm-up-parts'

type Polynomial = ValuesOf<'polynomial'>

function pytorchWarm(warm: WarmDecay, { final, power }: Polynomial): Dialect | false {
  const { peak, length } = warm
  if (!Number.isInteger(length) || peak === 0) return false
  const isLine = power === 1 && final > 0 && final <= peak
  const decay = isLine
    ? callText('LinearLR', { start_factor: 1, end_factor: final / peak, total_iters: length })
    : callText('PolynomialLR', { total_iters: length, power })
  const end = isLine || final === 0 ? '' : '; PolynomialLR goes to 0 whatever the end is'
  return {
    library: 'pytorch',
    name: 'PyTorch',
    call: pytorchSequence(warm, decay),
    spec: inFront(warm, {
      kind: 'polynomial',
      initial: peak,
      final: isLine ? final : 0,
      power,
      over: length,
    }),
    note: `PyTorch gives each part a clock of its own, so the length leaves the warm-up out${end}.`,
  }
}

function transformersWarm(warm: WarmDecay, { final, power }: Polynomial): Dialect | false {
  const { peak, length, warmup } = warm
  if (length <= warmup || final >= peak) return false
  const isLine = power === 1 && final === 0
  const given = { num_warmup_steps: warmup, num_training_steps: length }
  return {
    library: 'transformers',
    name: 'transformers',
    call: isLine
      ? callText('get_linear_schedule_with_warmup', given)
      : callText('get_polynomial_decay_schedule_with_warmup', { ...given, lr_end: final, power }),
    spec: inFront(
      { ...warm, from: 0 },
      { kind: 'polynomial', initial: peak, final, power, over: length - warmup },
    ),
    note: 'transformers starts from 0 and counts the warm-up in num_training_steps.',
  }
}

function optaxWarm(warm: WarmDecay, { final, power }: Polynomial): Dialect {
  const { per, peak, length, warmup, from } = warm
  const climb = callText('linear_schedule', {
    init_value: peak * from,
    end_value: peak,
    transition_steps: warmup,
  })
  const decay = callText('polynomial_schedule', {
    init_value: peak,
    end_value: final,
    power,
    transition_steps: length,
  })
  return {
    library: 'optax',
    name: 'optax',
    call: optaxCall(per, `join_schedules([${climb}, ${decay}], [${warmup}])`),
    spec: inFront(warm, { kind: 'polynomial', initial: peak, final, power, over: length }),
    note: 'optax gives each joined part a clock of its own, so the length leaves the warm-up out.',
  }
}

function timmWarm(warm: WarmDecay, { final, power, k }: Polynomial): readonly Dialect[] {
  const { per, peak, length } = warm
  const share = `(min(t, ${length}) / ${length}) ^ ${k}`
  const fall = `${final} + (${peak} - ${final}) * (1 - ${share}) ^ ${power}`
  return timmWays(
    warm,
    {
      name: 'PolyLRScheduler',
      values: { t_initial: length, power, lr_min: final, k_decay: k === 1 ? undefined : k },
    },
    {
      underneath: { kind: 'formula', per, expression: thenFormula(warm, fall) },
      waiting: inFront(warm, { kind: 'polynomial', initial: peak, final, power, over: length, k }),
    },
  )
}

/** Keras has no warm-up for it; a decay that starts again is nobody's but Keras's. */
export function warmPolynomialDialects(
  warm: WarmDecay,
  polynomial: Polynomial,
): readonly Dialect[] {
  const { cycle, k } = polynomial
  if (cycle) return []
  const bare = k === 1
  return present([
    bare && pytorchWarm(warm, polynomial),
    bare && transformersWarm(warm, polynomial),
    bare && optaxWarm(warm, polynomial),
    ...timmWarm(warm, polynomial),
  ])
}

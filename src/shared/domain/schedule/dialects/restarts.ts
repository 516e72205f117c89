import { callText, kerasCall, optaxCall } from './call-text'
import { present, type Design, type Dialect } from './dialect'

type Restarts = Design<'cosine-restarts'>

const limitNote = (cycles: number | undefined, otherwise: string) =>
  cycles === undefined ? otherwise : 'it knows no limit and goes on restarting'

function kerasRestarts({ values, per }: Restarts): Dialect | false {
  const { initial, final, period, periodFactor, peakFactor, cycles } = values
  if (initial === 0) return false
  const given = {
    initial_learning_rate: initial,
    first_decay_steps: period,
    t_mul: periodFactor,
    m_mul: peakFactor,
    alpha: final / initial,
  }
  const scales = 'Keras lowers only the height above the floor from peak to peak'
  return {
    library: 'keras',
    name: 'Keras',
    call: kerasCall(per, callText('CosineDecayRestarts', given)),
    spec: { kind: 'cosine-restarts', per, ...curveOf(values), peaks: 'above-floor' },
    note: `${scales}; ${limitNote(cycles, 'its cycles double in length when you leave t_mul out')}.`,
  }
}

/** The curve without a limit. */
const curveOf = ({ initial, final, period, periodFactor, peakFactor }: Restarts['values']) => ({
  initial,
  final,
  period,
  periodFactor,
  peakFactor,
})

function pytorchRestarts({ values, per }: Restarts): Dialect | false {
  const { final, period, periodFactor, peakFactor, cycles } = values
  if (!Number.isInteger(period) || !Number.isInteger(periodFactor)) return false
  const peaks =
    peakFactor === 1 ? 'PyTorch restarts at the full rate' : 'PyTorch cannot lower its peaks'
  return {
    library: 'pytorch',
    name: 'PyTorch',
    call: callText('CosineAnnealingWarmRestarts', {
      T_0: period,
      T_mult: periodFactor,
      eta_min: final,
    }),
    spec: { kind: 'cosine-restarts', per, ...curveOf(values), peakFactor: 1 },
    note: `${peaks}; ${limitNote(cycles, 'the unit of a restart already has the new peak')}.`,
  }
}

function timmRestarts({ values, per, total }: Restarts): Dialect {
  const { final, period, periodFactor, peakFactor, cycles } = values
  const limit = cycles ?? cyclesOf(period, periodFactor, total)
  return {
    library: 'timm',
    name: 'timm',
    call: callText('CosineLRScheduler', {
      t_initial: period,
      lr_min: final,
      cycle_mul: periodFactor,
      cycle_decay: peakFactor,
      cycle_limit: limit,
      t_in_epochs: per === 'epoch',
    }),
    spec: {
      kind: 'cosine-restarts',
      per,
      ...curveOf(values),
      peaks: 'absolute',
      ...(cycles !== undefined && { cycles }),
    },
    note:
      cycles === undefined
        ? 'timm multiplies the peaks themselves; left out, cycle_limit would end it after the first cycle.'
        : 'timm multiplies the peaks themselves and stays at the floor after the last cycle.',
  }
}

/** How many cycles it takes to fill a run. */
function cyclesOf(period: number, factor: number, total: number): number {
  let cycles = 0
  for (let end = 0, length = period; end < total; end += length, length *= factor) cycles++
  return cycles
}

/** Equal cycles, all from the full rate to 0, and nothing after the last one. */
function transformersRestarts({ values, per, total }: Restarts): Dialect | false {
  const { initial, final, period, periodFactor, peakFactor, cycles } = values
  if (periodFactor !== 1) return false
  const plain = final === 0 && peakFactor === 1
  return {
    library: 'transformers',
    name: 'transformers',
    call: callText('get_cosine_with_hard_restarts_schedule_with_warmup', {
      num_warmup_steps: 0,
      num_training_steps: cycles === undefined ? total : cycles * period,
      num_cycles: cycles ?? total / period,
    }),
    spec: {
      kind: 'cosine-restarts',
      per,
      initial,
      period,
      ...(cycles !== undefined && { cycles }),
    },
    note: plain
      ? 'transformers makes cycles of one length that reach 0; after the last it stays there.'
      : 'transformers knows neither a floor nor lower peaks: each cycle goes from the full rate to 0.',
  }
}

function optaxRestarts({ values, per }: Restarts): Dialect | false {
  const { initial, final, period, peakFactor, peaks, cycles } = values
  if (initial === 0 || peakFactor === 0) return false
  const first = `{init_value: ${initial}, peak_value: ${initial}, warmup_steps: 0, decay_steps: ${period}, end_value: ${final}}`
  return {
    library: 'optax',
    name: 'optax',
    call: optaxCall(per, `sgdr_schedule([${first}, ...])`),
    spec: {
      kind: 'cosine-restarts',
      per,
      ...curveOf(values),
      peaks,
      periodFactor: values.periodFactor,
      ...(cycles !== undefined && { cycles }),
    },
    note: 'optax takes every cycle written out, so each can be as the design says.',
  }
}

/** Restarts as each library counts cycles and scales peaks. */
export const restartDialects = (design: Restarts): readonly Dialect[] =>
  present([
    kerasRestarts(design),
    pytorchRestarts(design),
    transformersRestarts(design),
    optaxRestarts(design),
    timmRestarts(design),
  ])

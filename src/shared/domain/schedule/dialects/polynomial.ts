import { callText, kerasCall, optaxCall } from './call-text'
import { present, type Design, type Dialect } from './dialect'

/** The end is the library's own when nobody names it. */
const unnamedEnd = (design: Design<'polynomial'>, library: string, end: string) =>
  design.spec.final === undefined
    ? `${library} agrees, if you say that the end is 0: left out, it would be ${end}.`
    : `${library} does what the design says.`

function kerasPolynomial(design: Design<'polynomial'>): Dialect {
  const { per, values } = design
  const { initial, final, power, over, cycle } = values
  const given = {
    initial_learning_rate: initial,
    decay_steps: over,
    end_learning_rate: final,
    power,
    cycle,
  }
  return {
    library: 'keras',
    name: 'Keras',
    call: kerasCall(per, callText('PolynomialDecay', given)),
    spec: { kind: 'polynomial', per, ...values },
    note: cycle
      ? 'Keras stretches the decay to the next multiple of its length, so each restart is lower and slower.'
      : unnamedEnd(design, 'Keras', '0.0001'),
  }
}

function timmPolynomial({ per, values, total }: Design<'polynomial'>): Dialect {
  const { initial, final, power, over, cycle, k } = values
  const given = {
    t_initial: over,
    power,
    lr_min: final,
    k_decay: k === 1 ? undefined : k,
    cycle_limit: cycle ? Math.ceil(total / over) : undefined,
    t_in_epochs: per === 'epoch',
  }
  const share = `((t % ${over}) / ${over}) ^ ${k}`
  return {
    library: 'timm',
    name: 'timm',
    call: callText('PolyLRScheduler', given),
    spec: cycle
      ? {
          kind: 'formula',
          per,
          expression: `${final} + (${initial} - ${final}) * (1 - ${share}) ^ ${power}`,
        }
      : { kind: 'polynomial', per, ...values },
    note: cycle
      ? 'timm starts each cycle again from the full rate.'
      : 'timm does what the design says; its power is 0.5 when left out.',
  }
}

/** PyTorch's own class ends at 0; a straight line to another end is its LinearLR. */
function pytorchPolynomial({ per, values }: Design<'polynomial'>): Dialect | false {
  const { initial, final, power, over, k } = values
  if (!Number.isInteger(over) || initial === 0) return false
  const isLine = power === 1 && final > 0 && final <= initial
  const agrees = isLine || final === 0
  return {
    library: 'pytorch',
    name: 'PyTorch',
    call: isLine
      ? callText('LinearLR', { start_factor: 1, end_factor: final / initial, total_iters: over })
      : callText('PolynomialLR', { total_iters: over, power }),
    spec: { kind: 'polynomial', per, initial, final: isLine ? final : 0, power, over, k },
    note: agrees
      ? 'PyTorch does what the design says.'
      : 'PyTorch’s PolynomialLR knows no end: it goes to 0.',
  }
}

function transformersPolynomial(design: Design<'polynomial'>): Dialect | false {
  const { per, values } = design
  const { initial, final, power, over } = values
  if (final >= initial) return false
  const isLine = power === 1 && final === 0
  const length = { num_warmup_steps: 0, num_training_steps: over }
  return {
    library: 'transformers',
    name: 'transformers',
    call: isLine
      ? callText('get_linear_schedule_with_warmup', length)
      : callText('get_polynomial_decay_schedule_with_warmup', { ...length, lr_end: final, power }),
    spec: { kind: 'polynomial', per, ...values },
    note: isLine
      ? 'transformers does what the design says.'
      : unnamedEnd(design, 'transformers', '0.0000001'),
  }
}

/** k-decay is timm's alone, and so is a true restart; a stretched one is Keras's. */
export function polynomialDialects(design: Design<'polynomial'>): readonly Dialect[] {
  const { per, values } = design
  const { initial, final, power, over, cycle, k } = values
  const plain = k === 1
  const given = { init_value: initial, end_value: final, power, transition_steps: over }
  return present([
    plain && kerasPolynomial(design),
    plain && !cycle && pytorchPolynomial(design),
    plain && !cycle && transformersPolynomial(design),
    plain &&
      !cycle && {
        library: 'optax',
        name: 'optax',
        call: optaxCall(per, callText('polynomial_schedule', given)),
        spec: { kind: 'polynomial', per, ...values },
        note: 'optax does what the design says.',
      },
    timmPolynomial(design),
  ])
}

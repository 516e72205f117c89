import { number } from '../python'
import { arrayLine, floorDivide } from '../dialect'
import { mix, type Body, type Pen } from '../body'
import type { ValuesOf } from '../tree'

type Elapsing = 'exponential' | 'inverse-time'

/** Units since the start, counted in `every` of them. */
function elapsed(
  { every, staircase }: ValuesOf<Elapsing>,
  pen: Pen<'exponential'> | Pen<'inverse-time'>,
) {
  if (every === 1) return pen.t
  const by = pen.of('every')
  return staircase ? floorDivide(pen.dialect, pen.t, by, every) : `${pen.t} / ${by}`
}

const powerOf = (base: string, power: number, name: () => string) =>
  power === 1 ? base : `${base} ** ${name()}`

/** The share of a decay that is done. */
function share(over: string, { t, dialect }: Pen) {
  return `${dialect.min(t, over)} / ${over}`
}

/** With `cycle`, the length is stretched to the next multiple. */
export function polynomial(values: ValuesOf<'polynomial'>, pen: Pen<'polynomial'>): Body {
  const { min, max, ceil } = pen.dialect
  const over = pen.of('over')
  const done = powerOf('u', values.k, () => pen.of('k'))
  const left = powerOf(`(1 - ${done})`, values.power, () => pen.of('power'))
  const longer = `${over} * ${max('1', ceil(`${pen.t} / ${over}`))}`
  return {
    lets: values.cycle
      ? [
          ['length', longer],
          ['u', `${min(pen.t, 'length')} / length`],
        ]
      : [['u', share(over, pen)]],
    result: mix(pen.of('initial'), pen.of('final'), values.final, left),
  }
}

/** Half a wave, which stays at its end or goes back. */
export function cosine(values: ValuesOf<'cosine'>, pen: Pen<'cosine'>): Body {
  const { pi, fn } = pen.dialect
  const over = pen.of('over')
  const u = powerOf('u', values.k, () => pen.of('k'))
  const half = `(1 + ${fn('cos', `${pi} * ${u}`)}) / 2`
  const wave = values.exponent === 1 ? half : `(${half}) ** ${pen.of('exponent')}`
  return {
    lets: [
      ['u', values.after === 'stay' ? share(over, pen) : `${pen.t} / ${over}`],
      ['height', wave],
    ],
    result: mix(pen.of('initial'), pen.of('final'), values.final, 'height'),
  }
}

/** By k or by gamma, whichever the spec gives. */
export function exponential(values: ValuesOf<'exponential'>, pen: Pen<'exponential'>): Body {
  const x = elapsed(values, pen)
  return {
    lets: x === pen.t ? [] : [['x', x]],
    result:
      values.gamma === undefined
        ? `${pen.of('initial')} * ${pen.dialect.fn('exp', `-${pen.of('k')} * ${x === pen.t ? x : 'x'}`)}`
        : `${pen.of('initial')} * ${pen.of('gamma')} ** ${x === pen.t ? x : 'x'}`,
  }
}

/** One over a line of the time. */
export function inverseTime(values: ValuesOf<'inverse-time'>, pen: Pen<'inverse-time'>): Body {
  const x = elapsed(values, pen)
  return {
    lets: x === pen.t ? [] : [['x', x]],
    result: `${pen.of('initial')} / (1 + ${pen.of('decay')} * ${x === pen.t ? x : 'x'})`,
  }
}

/** Every rate is made from the one before it, so they are worked out once. */
export function compoundingTime(
  _: ValuesOf<'compounding-time'>,
  pen: Pen<'compounding-time'>,
): Body {
  const { node, script, dialect } = pen
  const table = `${node.name.toUpperCase()}_RATES`
  const [initial, decay] = [pen.of('initial'), pen.of('decay')]
  script.define(table, [
    `${table} = list(`,
    '    accumulate(',
    `        range(1, ${number(node.usedUnits + 1)}),`,
    `        lambda rate, ${pen.t}: rate / (1 + ${decay} * ${pen.t}),`,
    `        initial=${initial},`,
    '    )',
    ')',
    ...arrayLine(table, dialect),
  ])
  return { result: `${table}[${dialect.index(pen.t)}]` }
}

/** What is left, by a line of what is left. */
export function rex(values: ValuesOf<'rex'>, pen: Pen<'rex'>): Body {
  const d = pen.of('d')
  return {
    lets: [['z', `1 - ${share(pen.of('over'), pen)}`]],
    result: mix(pen.of('initial'), pen.of('final'), values.final, `z / (1 - ${d} + ${d} * z)`),
  }
}

/** The end is a case of its own: the curve does not quite get there. */
export function tanh(values: ValuesOf<'tanh'>, pen: Pen<'tanh'>): Body {
  const [initial, final] = [pen.of('initial'), pen.of('final')]
  const inside = `${pen.of('lower')} * (1 - u) + ${pen.of('upper')} * u`
  const height = `(1 - ${pen.dialect.fn('tanh', inside)}) / 2`
  return {
    lets: [['u', `${pen.t} / ${pen.of('over')}`]],
    cases: [['u >= 1', final]],
    result: mix(initial, final, values.final, height),
  }
}

/** A flat stretch as long as the run has no cosine after it. */
export function flatCosine(values: ValuesOf<'flat-cosine'>, pen: Pen<'flat-cosine'>): Body {
  const { min, fn, pi } = pen.dialect
  if (values.flat === pen.node.totalUnits) return { result: pen.of('initial') }
  const [flat, total] = [pen.of('flat'), pen.total()]
  return {
    lets: [['u', min('1', `(${pen.t} - ${flat}) / (${total} - ${flat})`)]],
    cases: [[`${pen.t} < ${flat}`, pen.of('initial')]],
    result: mix(
      pen.of('initial'),
      pen.of('final'),
      values.final,
      `(1 + ${fn('cos', `${pi} * u`)}) / 2`,
    ),
  }
}

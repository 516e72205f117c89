import { number } from '../python'
import type { Body, Pen } from '../body'
import type { Dialect } from '../dialect'
import type { ValuesOf } from '../tree'

/** A line between two factors, which stays at its end. */
export function ramp(_: ValuesOf<'ramp'>, pen: Pen<'ramp'>): Body {
  const [from, over] = [pen.of('from'), pen.of('over')]
  return {
    lets: [['u', `${pen.dialect.min(pen.t, over)} / ${over}`]],
    result: `${pen.of('rate')} * (${from} + (${pen.of('to')} - ${from}) * u)`,
  }
}

/** Of one unit the logarithm would be 0: two are the fewest. */
export function logWarmup({ warmup }: ValuesOf<'log-warmup'>, pen: Pen<'log-warmup'>): Body {
  const { fn } = pen.dialect
  const length = pen.units('WARMUP', Math.max(2, warmup))
  const [low, peak] = [pen.of('low'), pen.of('peak')]
  const share = `${fn('log', `${pen.t} + 1`)} / ${fn('log', length)}`
  return {
    cases: [[`${pen.t} < ${length}`, `${low} + (${peak} - ${low}) * ${share}`]],
    result: peak,
  }
}

type Shape = ValuesOf<'warmup-stable-decay'>['warmupShape']

function climb(shape: Shape, p: string, { fn, pi }: Dialect): string {
  switch (shape) {
    case 'linear':
      return p
    case 'cosine':
      return `(1 - ${fn('cos', `${pi} * ${p}`)}) / 2`
    case 'one-minus-sqrt':
      return `(1 - ${fn('sqrt', `1 - ${p}`)})`
  }
}

function fall(shape: Shape, p: string, { fn, pi }: Dialect): string {
  switch (shape) {
    case 'linear':
      return `(1 - ${p})`
    case 'cosine':
      return `(1 + ${fn('cos', `${pi} * ${p}`)}) / 2`
    case 'one-minus-sqrt':
      return `(1 - ${fn('sqrt', p)})`
  }
}

/** Stretches of no length are left out. */
export function warmupStableDecay(
  { warmup, decay, warmupShape, decayShape }: ValuesOf<'warmup-stable-decay'>,
  pen: Pen<'warmup-stable-decay'>,
): Body {
  const { t, dialect } = pen
  const [peak, final, total] = [pen.of('peak'), pen.of('final'), pen.total()]
  const at = (factor: string) => `${final} + (${peak} - ${final}) * ${factor}`
  const rising = () => climb(warmupShape, `${t} / ${pen.of('warmup')}`, dialect)
  const falling = () => fall(decayShape, `(${t} - start) / ${pen.of('decay')}`, dialect)
  return {
    lets: [['start', `${total} - ${pen.of('decay')}`]],
    cases: [
      ...(warmup > 0 ? [[`${t} < ${pen.of('warmup')}`, at(rising())] as const] : []),
      [`${t} < start`, peak],
      ...(decay > 0 ? [[`${t} < ${total}`, at(falling())] as const] : []),
    ],
    result: final,
  }
}

const usualTimescale = 10_000

/** A line up where there is a warm-up, then one over a root. */
export function inverseSqrt(
  { warmup, timescale = warmup || usualTimescale, shift }: ValuesOf<'inverse-sqrt'>,
  pen: Pen<'inverse-sqrt'>,
): Body {
  const { t, dialect } = pen
  const peak = pen.of('peak')
  const scale = pen.units('TIMESCALE', timescale)
  const moved = pen.units('SHIFT', shift ?? timescale - warmup)
  return {
    cases:
      warmup > 0 ? [[`${t} < ${pen.of('warmup')}`, `${peak} * ${t} / ${pen.of('warmup')}`]] : [],
    result: `${peak} / ${dialect.fn('sqrt', `(${t} + ${moved}) / ${scale}`)}`,
  }
}

/** Counts units from 1. */
export function noam(_: ValuesOf<'noam'>, pen: Pen<'noam'>): Body {
  const warmup = pen.of('warmup')
  const next = `(${pen.t} + 1)`
  const bounds = pen.dialect.min(`${next} ** -0.5`, `${next} * ${warmup} ** -1.5`)
  return { result: `${pen.of('factor')} * ${pen.of('modelSize')} ** -0.5 * ${bounds}` }
}

/** The lower of both lines, at least 0. */
export function slantedTriangle(
  { cut, over }: ValuesOf<'slanted-triangle'>,
  pen: Pen<'slanted-triangle'>,
): Body {
  const { min, max } = pen.dialect
  const top = pen.constant('TOP', number(Math.max(1, Math.floor(cut * over))))
  const ratio = pen.of('ratio')
  const down = `1 - (${pen.t} - ${top}) / (${top} * (1 / ${pen.of('cut')} - 1))`
  return {
    lets: [['p', max('0', min(`${pen.t} / ${top}`, down))]],
    result: `${pen.of('peak')} * (1 + p * (${ratio} - 1)) / ${ratio}`,
  }
}

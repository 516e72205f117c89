import { floorDivide } from '../dialect'
import type { Body, Pen } from '../body'
import type { ValuesOf } from '../tree'

/** A power of the number of cuts so far. */
export function step(values: ValuesOf<'step'>, pen: Pen<'step'>): Body {
  const cuts = floorDivide(pen.dialect, pen.t, pen.of('every'), values.every)
  return { result: `${pen.of('initial')} * ${pen.of('factor')} ** (${cuts})` }
}

/** A milestone counts from its own unit on. */
export function multiStep(values: ValuesOf<'multi-step'>, pen: Pen<'multi-step'>): Body {
  if (values.milestones.length === 0) return { result: pen.of('initial') }
  const cuts = pen.dialect.countUpTo(pen.of('milestones'), pen.t)
  return { result: `${pen.of('initial')} * ${pen.of('factor')} ** ${cuts}` }
}

/** A boundary still belongs to the piece before it. */
export function piecewise(values: ValuesOf<'piecewise'>, pen: Pen<'piecewise'>): Body {
  const rates = pen.of('rates')
  if (values.boundaries.length === 0) return { result: `${rates}[0]` }
  const index = pen.dialect.countBelow(pen.of('boundaries'), pen.t)
  return { result: `${rates}[${index}]` }
}

/** Without a hold there is nothing to release. */
export function holdRelease(values: ValuesOf<'hold-release'>, pen: Pen<'hold-release'>): Body {
  const rate = pen.of('rate')
  if (values.hold === 0) return { result: rate }
  return {
    cases: [[`${pen.t} < ${pen.of('hold')}`, `${rate} * ${pen.of('factor')}`]],
    result: rate,
  }
}

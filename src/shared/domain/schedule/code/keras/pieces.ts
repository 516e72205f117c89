import type { Pen } from '../body'
import { kerasClass } from './class-call'

/** In Keras a boundary still belongs to the piece before it. */
export function multiStep(pen: Pen<'multi-step'>): string | null {
  const { milestones } = pen.node.values
  const isPlain = milestones.length > 0 && milestones.every((m) => Number.isInteger(m) && m >= 1)
  if (!isPlain || new Set(milestones).size < milestones.length) return null
  const [list, factor] = [pen.of('milestones'), pen.of('factor')]
  const value = `${pen.of('initial')} * ${factor}**n`
  return kerasClass('PiecewiseConstantDecay', {
    boundaries: `[milestone - 1 for milestone in ${list}]`,
    values: `[${value} for n in range(len(${list}) + 1)]`,
  })
}

/** Keras's class; null where boundaries are not whole. */
export function piecewise(pen: Pen<'piecewise'>): string | null {
  const { boundaries } = pen.node.values
  if (boundaries.length === 0 || !boundaries.every(Number.isInteger)) return null
  return kerasClass('PiecewiseConstantDecay', {
    boundaries: pen.of('boundaries'),
    values: pen.of('rates'),
  })
}

/** Two pieces; null where the hold is not a whole number of units. */
export function holdRelease(pen: Pen<'hold-release'>): string | null {
  const { hold } = pen.node.values
  if (hold < 1 || !Number.isInteger(hold)) return null
  return kerasClass('PiecewiseConstantDecay', {
    boundaries: `[${pen.of('hold')} - 1]`,
    values: `[${pen.of('rate')} * ${pen.of('factor')}, ${pen.of('rate')}]`,
  })
}

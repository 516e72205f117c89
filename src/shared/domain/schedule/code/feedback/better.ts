import type { Pen } from '../body'

type PlateauPen = Pen<'plateau'>
type GreedyPen = Pen<'greedy'>

/** What must be beaten, and whether it has been. */
export function better(pen: PlateauPen | GreedyPen): string {
  const { mode, threshold, thresholdMode } = pen.node.values
  const flavor = pen.node.kind === 'plateau' ? pen.node.values.flavor : null
  const isRelative =
    (thresholdMode ?? (flavor === 'keras' ? 'absolute' : 'relative')) === 'relative'
  const margin = pen.node.kind === 'plateau' ? pen.node.values.margin : 0
  const [sign, compare] = mode === 'min' ? ['-', '<'] : ['+', '>']
  const known = threshold === 0 ? null : (pen as PlateauPen).of('threshold')
  const moved = isRelative
    ? `self.best * (1 ${sign} ${known ?? ''})`
    : `self.best ${sign} ${known ?? ''}`
  const bar = known === null ? 'self.best' : moved
  return `value ${compare} ${bar}${margin === 0 ? '' : ` ${sign} ${(pen as PlateauPen).of('margin')}`}`
}

/** A best value that anything beats. */
export const worst = (mode: 'min' | 'max') => (mode === 'min' ? 'math.inf' : '-math.inf')

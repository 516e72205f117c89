import { factors } from '../fields'
import { defineKind } from '../kind'

export const product = defineKind({
  kind: 'product',
  family: 'Composition',
  title: 'Product',
  summary: 'Schedules multiplied: the first gives rates, the others scale them.',
  formula: 'product of the factors',
  source: 'PyTorch ChainedScheduler.',
  fields: { factors: factors('factors') },
  example: {
    per: 'epoch',
    factors: [
      { kind: 'cosine', initial: 0.1 },
      { kind: 'cyclic', low: 0.5, high: 1, up: '5%' },
    ],
  },
  build: ({ factors }, scope) => {
    const numbers = factors.filter((factor) => typeof factor === 'number')
    const scale = numbers.reduce((all, each) => all * each, 1)
    const children = factors.flatMap((factor, index) =>
      typeof factor === 'number' ? [] : [scope.child(`factors[${index}]`, factor)],
    )
    const momentumAt = children.find((child) => child.momentumAt)?.momentumAt
    return {
      heldSteps: Math.min(scope.stepsPerEpoch, ...children.map((child) => child.heldSteps)),
      rateAt: (step, state) =>
        children.reduce((rate, child) => rate * child.rateAt(step, state), scale),
      ...(momentumAt && { momentumAt }),
    }
  },
})

import { parts } from '../fields'
import type { Part } from '../fields'
import { defineKind } from '../kind'
import type { Scope } from '../node'
import { countUpTo } from '../search'

/** First step of each part, in steps of the sequence's own clock. */
const startsOf = (lengths: readonly Part[], { stepsPerUnit }: Scope) => {
  let start = 0
  return lengths.map(({ length }) => {
    const own = start
    start += length * stepsPerUnit
    return own
  })
}

/** Each part runs on its own clock from 0; T is its own length, after which the last one runs on. */
export const sequence = defineKind({
  kind: 'sequence',
  family: 'Composition',
  title: 'Sequence',
  summary: 'Schedules laid end to end, each on its own clock.',
  formula: 'the part in which t lies, at t less the start of the part',
  source: 'PyTorch SequentialLR; optax join_schedules.',
  fields: { parts: parts('parts') },
  example: {
    per: 'epoch',
    parts: [
      { schedule: { kind: 'ramp', rate: 0.1, from: 0.1, over: '100%' }, for: '10%' },
      { schedule: { kind: 'constant', rate: 0.1 }, for: '40%' },
      { schedule: { kind: 'cosine', initial: 0.1 } },
    ],
  },
  build: ({ parts }, scope) => {
    const starts = startsOf(parts, scope)
    const children = parts.map(({ schedule, length }, index) =>
      scope.child(`parts[${index}].schedule`, schedule, {
        startStep: starts[index] ?? 0,
        totalSteps: length * scope.stepsPerUnit,
        endStep: starts[index + 1],
      }),
    )
    const placeOf = (step: number) => {
      const index = countUpTo(starts, step) - 1
      return { child: children[index], local: step - (starts[index] ?? 0) }
    }
    return {
      heldSteps: Math.min(scope.stepsPerUnit, ...children.map((child) => child.heldSteps)),
      rateAt: (step, state) => {
        const { child, local } = placeOf(step)
        return child?.rateAt(local, state) ?? NaN
      },
      ...(children.some((child) => child.momentumAt) && {
        momentumAt: (step: number) => {
          const { child, local } = placeOf(step)
          return child?.momentumAt?.(local) ?? null
        },
      }),
    }
  },
  handles: ({ parts }) => {
    let end = 0
    return parts.slice(0, -1).map(({ length }, index) => {
      const start = end
      end += length
      return {
        id: `end-${index}`,
        label: `End of part ${index + 1}`,
        t: end,
        rate: NaN,
        moves: 'time' as const,
        drag: (to: { t: number }) => ({
          parts: parts.map((part, place) => ({
            schedule: part.schedule,
            ...(place < parts.length - 1 && {
              for: place === index ? Math.max(1, Math.round(to.t - start)) : part.length,
            }),
          })),
        }),
      }
    })
  },
})

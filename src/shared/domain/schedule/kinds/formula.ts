import { optionalNumber, text } from '../fields'
import { parseFormula, variableNames, type Formula } from '../formula/parse'
import type { VariableName } from '../formula/vocabulary'
import { defineShape, type ValueOfUnit } from '../kind'
import type { Scope } from '../node'

const slotOf = (name: VariableName) => variableNames.indexOf(name)
const slots = {
  t: slotOf('t'),
  epoch: slotOf('epoch'),
  step: slotOf('step'),
  progress: slotOf('progress'),
  previous: slotOf('previous'),
}

/** The formula as a function of the unit; a frame of variables is kept and reused. */
function evaluator({ evaluate }: Formula, initial: number | undefined, scope: Scope) {
  const { totalUnits, totalSteps, stepsPerEpoch, stepsPerUnit } = scope
  const frame = new Float64Array(variableNames.length)
  frame[slotOf('T')] = totalUnits
  frame[slotOf('epochs')] = totalSteps / stepsPerEpoch
  frame[slotOf('steps')] = totalSteps
  frame[slotOf('stepsPerEpoch')] = stepsPerEpoch
  frame[slotOf('initial')] = initial ?? NaN
  return (t: number, previous: number) => {
    const step = t * stepsPerUnit
    frame[slots.t] = t
    frame[slots.step] = step
    frame[slots.epoch] = Math.floor(step / stepsPerEpoch)
    frame[slots.progress] = t / totalUnits
    frame[slots.previous] = previous
    return evaluate(frame)
  }
}

/** Where a formula reads the rate before, the units must be worked out one after the other. */
function recurrent(at: (t: number, previous: number) => number, initial: number): ValueOfUnit {
  const known: number[] = []
  return (t) => {
    for (let next = known.length; next <= t; next++) {
      known.push(at(next, known[next - 1] ?? initial))
    }
    return known[t] ?? NaN
  }
}

export const formula = defineShape({
  kind: 'formula',
  family: 'Free',
  title: 'Formula',
  summary: 'Any rule that can be written down. It is parsed, never run as code.',
  formula: 'your own, of t, T, epoch, step, progress, initial, previous and the usual functions',
  source: 'PyTorch LambdaLR; Keras LearningRateScheduler.',
  fields: {
    expression: text('formula', 'For example: initial * 0.5 ^ floor(epoch / 10)'),
    initial: optionalNumber('initial rate', { min: 0 }),
  },
  example: { per: 'epoch', expression: 'initial * (1 - progress) ^ 2', initial: 0.1 },
  shape: ({ expression, initial }, scope) => {
    const parsed = parseFormula(expression)
    const at = evaluator(parsed, initial, scope)
    return parsed.uses.has('previous') ? recurrent(at, initial ?? NaN) : (t) => at(t, NaN)
  },
})

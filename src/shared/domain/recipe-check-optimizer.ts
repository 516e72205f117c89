import type { GradientOptions, OptimizerSpec } from './optimizer'
import { optimizerKinds } from './optimizer-kinds'
import type { RecipeProblem } from './recipe-check-fields'

const clippings = [
  'clipNorm',
  'globalClipNorm',
  'clipValue',
] as const satisfies readonly (keyof GradientOptions)[]

/** Options that are each allowed, but not together, or not for this optimizer. */
export function optimizerProblems(optimizer: OptimizerSpec): readonly RecipeProblem[] {
  return [...clippingProblems(optimizer), ...ownProblems(optimizer)]
}

function clippingProblems(optimizer: OptimizerSpec): readonly RecipeProblem[] {
  const [first, second] = clippings.filter((name) => optimizer[name] !== undefined)
  if (first === undefined || second === undefined) return []
  return [
    {
      path: `optimizer.${second}`,
      message: `only one of ${clippings.join(', ')} may be given; was given with ${first}`,
    },
  ]
}

function ownProblems(optimizer: OptimizerSpec): readonly RecipeProblem[] {
  const { title } = optimizerKinds[optimizer.kind]
  switch (optimizer.kind) {
    case 'sgd':
      return optimizer.nesterov && (optimizer.momentum ?? 0) === 0
        ? [
            {
              path: 'optimizer.nesterov',
              message: `must be false without momentum; momentum was ${optimizer.momentum ?? 0}`,
            },
          ]
        : []
    case 'nadam':
      return optimizer.amsgrad
        ? [{ path: 'optimizer.amsgrad', message: `must be false for ${title}; was true` }]
        : []
    case 'schedule-free-sgd':
      return (['beta2', 'epsilon'] as const).flatMap((name) => {
        const value = optimizer[name] ?? 0
        const message = `must be 0 for ${title}, which does not use it; was ${value}`
        return value === 0 ? [] : [{ path: `optimizer.${name}`, message }]
      })
    case 'adam':
    case 'adamw':
    case 'rmsprop':
    case 'adagrad':
    case 'adadelta':
    case 'lion':
    case 'schedule-free-adamw':
      return []
  }
}

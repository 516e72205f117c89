import { fashionMnist } from '../../../shared/domain/recipe'
import { dropoutKey } from '../dropout-mask'
import type {
  Evaluation,
  NamedTensor,
  SessionParts,
  SessionState,
  StepInputs,
  StepResults,
  TrainingSession,
} from '../engine'
import { fittingTensors } from '../fitting-tensors'
import { zip } from '../zip'
import { createStepScalars } from '../optimizers/step-scalars'
import { planOf, stateVariables, type Plan, type StateVariable } from './plan'
import { buildProgram, evaluateEntry, fedName } from './program'
import { ProgramRunner, type FedValues, type NativeTensorflow } from './runner'
import { resultNames } from './train-step'

const { classes } = fashionMnist

/** A model in training as one graph: see program.ts. */
export function createCompiledSession(
  native: NativeTensorflow,
  parts: SessionParts,
): TrainingSession {
  const { recipe, dropoutSeed } = parts
  const plan = planOf(
    recipe,
    parts.train.count,
    parts.evaluated.map(({ count }) => count),
  )
  const runner = new ProgramRunner(native, buildProgram(plan))
  runner.run('initialise', initialFeeds(plan, parts))
  const variables = stateVariables(plan)
  const columns = resultNames(plan)
  let scalars = createStepScalars(plan.optimizer)

  const readAll = () => {
    const values = runner.run('read_state', {})
    return variables.map(({ title: name, shape }, index) => ({
      name,
      shape,
      values: Float32Array.from(values[index] ?? []),
    }))
  }

  /** Consecutive steps of one batch size, at most as many as the loop has rows. */
  const trainRows = (
    entry: string,
    rows: number,
    batch: number,
    inputs: StepInputs,
  ): Float32Array => {
    const { firstStep, order, rates, momenta } = inputs
    const table = new Float32Array(rows * plan.scalarNames.length)
    const keys = new Int32Array(rows * plan.dropouts.length)
    rates.forEach((rate, row) => {
      table.set(scalars.next(rate, momenta?.[row] ?? null), row * plan.scalarNames.length)
      plan.dropouts.forEach((layer, column) => {
        keys[row * plan.dropouts.length + column] = dropoutKey(dropoutSeed, layer, firstStep + row)
      })
    })
    const indices = new Int32Array(rows * batch)
    indices.set(order)
    const [results] = runner.run(entry, {
      count: Int32Array.of(rates.length),
      order: indices,
      scalars: table,
      keys,
    })
    return (results ?? new Float32Array()).subarray(0, rates.length * columns.length)
  }

  return {
    trainSteps: (inputs) =>
      gathered(
        columns,
        slices(inputs, recipe.batchSize, plan.rows).map((part) => {
          const isTail = part.order.length < recipe.batchSize
          return isTail
            ? trainRows('train_tail', 1, plan.tail, part)
            : trainRows('train', plan.rows, recipe.batchSize, part)
        }),
      ),
    evaluate: (set, from, to): Evaluation => {
      if (set >= plan.evaluated.length) {
        throw new RangeError(`there are ${plan.evaluated.length} evaluated sets, not ${set + 1}`)
      }
      const indices = Int32Array.from({ length: to - from }, (_, index) => from + index)
      const [loss, top3, counts] = runner.run(evaluateEntry(set), { indices })
      const confusion = Int32Array.from(counts ?? [])
      const correct = confusion.filter((_, cell) => cell % (classes + 1) === 0)
      return {
        lossSum: loss?.[0] ?? NaN,
        correct: correct.reduce((total, each) => total + each, 0),
        top3: top3?.[0] ?? NaN,
        confusion,
      }
    },
    penalty: () => runner.run('penalty', {})[0]?.[0] ?? NaN,
    weights: () => readAll().slice(0, plan.weights.length),
    state: (): SessionState => ({ tensors: readAll(), scalars: scalars.state() }),
    restore: (state) => {
      runner.run('restore_state', tensorFeeds(variables, state.tensors))
      scalars = createStepScalars(plan.optimizer, state.scalars)
    },
    dispose: () => runner.dispose(),
  }
}

type Feeds = Readonly<Record<string, FedValues>>

/** Images, labels and weights. Apart from the session, which would keep the images alive in JavaScript. */
function initialFeeds(plan: Plan, { train, evaluated, weights }: SessionParts): Feeds {
  const sets = zip([plan.train, ...plan.evaluated], [train, ...evaluated])
  const fed = sets.flatMap(([names, { images, labels }]): [string, FedValues][] => [
    [fedName(names.images), images],
    [fedName(names.labels), Int32Array.from(labels)],
  ])
  return { ...Object.fromEntries(fed), ...tensorFeeds(plan.weights, weights) }
}

function tensorFeeds(wanted: readonly StateVariable[], tensors: readonly NamedTensor[]): Feeds {
  const fitting = fittingTensors(
    wanted.map(({ title: name, shape }) => ({ name, shape })),
    tensors,
  )
  return Object.fromEntries(
    zip(wanted, fitting).map(([variable, { values }]) => [fedName(variable), values]),
  )
}

/** Steps cut so that each part has one batch size and fits the loop. */
function slices(inputs: StepInputs, batchSize: number, rows: number): readonly StepInputs[] {
  const { firstStep, order, rates, momenta } = inputs
  const parts: StepInputs[] = []
  const full = Math.floor(order.length / batchSize)
  for (let from = 0; from < rates.length;) {
    const to = from < full ? Math.min(from + rows, full) : from + 1
    parts.push({
      firstStep: firstStep + from,
      order: order.subarray(from * batchSize, to * batchSize),
      rates: rates.subarray(from, to),
      momenta: momenta?.subarray(from, to) ?? null,
    })
    from = to
  }
  return parts
}

/** Rows of results as one list per column. */
function gathered(columns: readonly string[], parts: readonly Float32Array[]): StepResults {
  const width = columns.length
  const rows = parts.flatMap((part) =>
    Array.from({ length: part.length / width }, (_, row) => part.subarray(row * width)),
  )
  const column = (name: string) => {
    const at = columns.indexOf(name)
    return Float32Array.from(rows, (row) => row[at] ?? NaN)
  }
  return {
    loss: column('loss'),
    correct: Int32Array.from(column('correct')),
    top3: Int32Array.from(column('top3')),
    appliedRate: column('rate'),
    appliedMomentum: columns.includes('momentum') ? column('momentum') : null,
    norms: columns.includes('gradientNorm')
      ? {
          gradient: column('gradientNorm'),
          weights: column('weightNorm'),
          updateRatio: column('updateRatio'),
        }
      : null,
  }
}

import { describe, expect, test } from 'vitest'
import type { Recipe } from '../../shared/domain/recipe'
import type { Checkpoint } from './checkpoints/checkpoint'
import { startFrom } from './resume'
import { StepPlan } from './step-plan'
import { FakeSession } from './testing/fake-session'
import { InterruptedRun, type Interruption } from './testing/interrupted-run'
import { sampleCheckpoint } from './testing/sample-checkpoint'
import { adam, smallRecipe } from './testing/small-recipe'

const short = { batchSize: 4, totalEpochs: 4 }
const recipes: Record<string, Partial<Recipe>> = {
  'a plain schedule': {},
  'a schedule that reacts, and a last batch dropped': {
    ...{ batchSize: 6, dropLast: true, totalEpochs: 6 },
    schedule: { kind: 'plateau', per: 'epoch', initial: 0.3, factor: 0.5, patience: 0 },
  },
  'scheduled momentum': {
    optimizer: adam,
    schedule: { kind: 'one-cycle', per: 'step', peak: 0.1, momentum: { low: 0.8, high: 0.95 } },
  },
  'early stopping that comes back to the best': {
    totalEpochs: 9,
    schedule: { kind: 'constant', rate: 0.4 },
    earlyStopping: { metric: 'valLoss', patience: 2, restoreBest: true },
  },
}

/** Trains to the end with a new trainer after every interruption, each as far into its life. */
async function finish(run: InterruptedRun, interruption: Interruption | null) {
  for (let lives = 1; ; lives++) {
    const life = await run.train(lives > 30 ? null : interruption)
    if (life.ending?.kind === 'completed') return { ...life, lives }
  }
}

describe.each(Object.entries(recipes))('with %s', (_, changes) => {
  const recipe = smallRecipe({ ...short, ...changes })
  const momentum = recipe.optimizer === adam ? 0.9 : null

  test.each(['kill', 'stop', 'pause'] as const)(
    'a run ends with the same bits wherever a %s comes, and however often',
    async (kind) => {
      const untouched = new InterruptedRun(recipe, 1, momentum)
      const whole = await finish(untouched, null)
      expect(whole.lives).toBe(1)
      if (recipe.earlyStopping) {
        expect(whole.ending).toMatchObject({
          early: expect.stringContaining('weights are') as string,
        })
      } else {
        const rates = untouched.rows.map(({ row }) => row.learningRate)
        expect(new Set(rates).size).toBeGreaterThan(1)
      }
      let interrupted = 0
      // A life of fewer calls than an epoch has gets nowhere when killed, so not from the first on.
      for (let call = kind === 'kill' ? 6 : 1; call < whole.calls; call++) {
        for (const everyEpochs of [1, 2]) {
          const run = new InterruptedRun(recipe, everyEpochs, momentum)
          const { ending, state, lives } = await finish(run, { kind, call })
          expect(run.rows).toEqual(untouched.rows)
          expect({ ending, state }).toEqual({ ending: whole.ending, state: whole.state })
          for (const [again, first] of run.retold) expect(again).toEqual(first)
          interrupted += lives - 1
        }
      }
      expect(interrupted).toBeGreaterThan(whole.calls)
    },
  )
})

describe('a start', () => {
  const recipe = smallRecipe()
  const plateau = { kind: 'plateau', per: 'epoch', initial: 0.3, factor: 0.5, patience: 4 } as const
  const stopping = { metric: 'valLoss', patience: 4, restoreBest: true } as const

  interface Given {
    readonly checkpoint?: Partial<Checkpoint>
    readonly recipe?: Partial<Recipe>
    readonly session?: FakeSession
    readonly epochsDone?: number
    readonly passedOver?: readonly string[]
  }
  function start({ checkpoint, session = new FakeSession(recipe), ...given }: Given) {
    const now = smallRecipe(given.recipe)
    const { epochsDone = 3, passedOver = [] } = given
    const newest = checkpoint
      ? { ...sampleCheckpoint(), state: new FakeSession(recipe).state(), ...checkpoint }
      : null
    const { schedule } = new StepPlan(now)
    const begun = startFrom({
      ...{ session, schedule, findings: { newest, passedOver, kept: [], names: [] } },
      command: { recipe: now, seed: 3, epochsDone },
    })
    return { ...begun, schedule }
  }

  test('without a checkpoint is at the beginning, and says so where rows are there', () => {
    const { standing, tally, notice } = start({ passedOver: ['That one is damaged.'] })
    expect([standing.epochs, tally.steps]).toEqual([0, 0])
    expect(notice).toBe('That one is damaged. No sound checkpoint was found: training begins anew.')
    expect(start({ epochsDone: 0 }).notice).toBeNull()
  })

  test('goes on with all that was remembered', () => {
    const { standing } = sampleCheckpoint({ bestEpoch: 1 })
    const before = { schedule: plateau, earlyStopping: stopping }
    const found = start({ checkpoint: { recipe: smallRecipe(before), standing }, recipe: before })
    expect(found.standing).toEqual(standing)
    expect(found.notice).toBeNull()
  })

  test('gives the session its state back', () => {
    const session = new FakeSession(recipe)
    const [kernel, slot] = session.state().tensors
    const state = {
      tensors: [
        { ...kernel!, values: Float32Array.of(1, 2, 3) },
        { ...slot!, values: Float32Array.of(4, 5, 6) },
      ],
      scalars: [17],
    }
    start({ checkpoint: { state }, session })
    expect(session.state()).toEqual(state)
  })

  test('of a fork with another schedule begins that schedule anew', () => {
    const { standing } = sampleCheckpoint()
    const other = { ...plateau, patience: 5 }
    const checkpoint = { recipe: smallRecipe({ schedule: plateau }), standing }
    const fork = start({ checkpoint, recipe: { schedule: other } })
    expect(fork.standing.schedule).toEqual(fork.schedule.initialState)
    expect(fork.standing).toMatchObject({ epochs: 3, watch: standing.watch, value: 0.5 })
  })

  test('of a fork that stops by another rule watches anew', () => {
    const { standing } = sampleCheckpoint({ bestEpoch: 1 })
    const checkpoint = { recipe: smallRecipe({ earlyStopping: stopping }), standing }
    const fork = start({ checkpoint, recipe: { earlyStopping: { ...stopping, patience: 9 } } })
    expect(fork.standing).toMatchObject({
      ...{ epochs: 3, value: null, best: null },
      watch: { best: null, wait: 0, isOver: false },
    })
  })

  const nadam = { kind: 'nadam' } as const
  const wide = new FakeSession(recipe).state()
  test.each<[string, Given, string]>([
    [
      'another optimizer',
      { session: new FakeSession(recipe, 'nadam/dense/kernel/m'), recipe: { optimizer: nadam } },
      'The checkpoint 000003.ckpt holds the state of the optimizer sgd, which does not fit nadam: ' +
        'nadam/dense/kernel/m is absent there, and [3 x 1] here.',
    ],
    [
      'another count of what the optimizer carries along',
      { checkpoint: { state: { ...wide, scalars: [1, 2] } } },
      'the optimizer sgd, which does not fit sgd: it carries 2 numbers along, not 1.',
    ],
    [
      'another model',
      {
        checkpoint: {
          state: {
            ...wide,
            tensors: wide.tensors.map((each) => ({ ...each, shape: [1, 3] })),
          },
        },
      },
      'holds another model: dense/kernel is [1 x 3] there, and [3 x 1] here.',
    ],
    [
      'other batches, within an epoch',
      { checkpoint: sampleTally(), recipe: { batchSize: 8 } },
      'The checkpoint 000003-000002.ckpt was taken within an epoch of batches of 16',
    ],
  ])('from a checkpoint of %s is refused', (_, given, message) => {
    expect(() => start({ checkpoint: {}, ...given })).toThrow(message)
  })
})

function sampleTally() {
  const { tally } = sampleCheckpoint({ steps: 2 })
  return { tally }
}

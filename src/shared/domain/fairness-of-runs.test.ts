import { describe, expect, test } from 'vitest'
import { articleTemplate } from './article'
import { madeRun, rowsFrom, trialWith } from './compare/testing-runs'
import { fairnessOf } from './fairness-of-runs'
import { asRunId } from './ids'

const rows = rowsFrom([0.5, 0.4])
const ran = (given: Parameters<typeof madeRun>[0]) => madeRun({ rows, ...given })

const article = articleTemplate.trials.map((trial) => ran({ trial }))
const between = (...changes: Parameters<typeof trialWith>[1][]) =>
  fairnessOf(
    changes.map((change, at) =>
      ran({ trial: trialWith(['One', 'Two', 'Three'][at] ?? '', change) }),
    ),
  )

test("the article's baseline is its first finding", () => {
  const [first, ...others] = fairnessOf(article)
  expect(first).toEqual({
    id: 'data',
    label: 'Images',
    weight: 'heavy',
    usual: '16,000 of 20,000 drawn with seed 9125, validated on 4,000 images, the last 20 %',
    others: [
      {
        value: '20,000 of 20,000 drawn with seed 9125, validated on 10,000 images, the test set',
        trials: ['Constant'],
      },
    ],
    sentence:
      'Constant trains on 20,000 of 20,000 drawn with seed 9125, validated on 10,000 images, the test set; ' +
      'the other 8 trials train on 16,000 of 20,000 drawn with seed 9125, validated on 4,000 images, the last 20 %. ' +
      'Numbers from other images cannot be compared: they differ whatever the schedule.',
    runIds: ['study-constant-s1'],
  })
  expect(others.map(({ id, weight }) => [id, weight])).toEqual([
    ['updates', 'heavy'],
    ['optimizer', 'light'],
  ])
  expect(others[0]?.sentence).toBe(
    'Constant plans this many updates of the weights: 31,300; the other 8 trials plan 25,000. ' +
      'Whoever makes more updates has longer to learn.',
  )
})

test('runs that differ only in their schedules and seeds compare fairly', () => {
  const fair = article.filter(({ trial }) => ['linear', 'step'].includes(trial.id))
  expect(fairnessOf(fair)).toEqual([])
  expect(fairnessOf([ran({ seed: 1 }), ran({ seed: 2 })])).toEqual([])
  expect(fairnessOf([])).toEqual([])
})

test('trials with other seeds', () => {
  const step = trialWith('Step', {}, 'step')
  const found = fairnessOf([
    ran({ seed: 1 }),
    ran({ seed: 2 }),
    ran({ seed: 3 }),
    ran({ trial: step }),
  ])
  expect(found.map(({ sentence }) => sentence)).toEqual([
    'Step has runs of seed 1; Linear has runs of seed 1 to 3. ' +
      'Means of unequal seeds differ by their luck, too; only equal seeds are paired.',
  ])
})

test('runs that did not come to their end, before anything but the images', () => {
  const found = fairnessOf([
    ran({}),
    ran({ seed: 2, run: { status: 'diverged', divergedAtStep: 99 } }),
    ran({
      trial: trialWith('Long', { totalEpochs: 200 }),
      run: { status: 'running', totalEpochs: 200 },
    }),
  ])
  expect(found.map(({ id }) => id)).toEqual(['unfinished', 'seeds', 'updates', 'epochs'])
  expect(found[0]?.sentence).toBe(
    'Not completed: Linear, seed 2 diverged at step 100; Long, seed 1 is still running, after 2 of 200 epochs. ' +
      'They are left out where final or best values are compared.',
  )
  expect(found[0]?.runIds).toEqual(['study-linear-s2', 'study-long-s1'])
})

describe('what else may differ', () => {
  const dense = { kind: 'dense', units: 10, activation: 'softmax' } as const
  const dropout = { kind: 'dropout', rate: 0.5 } as const
  test.each([
    ['batch', { batchSize: 32 }, 'light'],
    ['optimizer', { optimizer: { kind: 'sgd', momentum: 0.9 } }, 'light'],
    ['weightDecay', { optimizer: { kind: 'sgd', weightDecay: 0.01 } }, 'light'],
    ['earlyStopping', { earlyStopping: { metric: 'valLoss', patience: 3 } }, 'light'],
    ['labelSmoothing', { loss: { labelSmoothing: 0.1 } }, 'light'],
    ['network', { model: { layers: [{ kind: 'flatten' }, dense] } }, 'light'],
    ['engine', { threads: 2 }, 'bits'],
    ['engine', { compiler: 'xla' }, 'bits'],
  ] as const)('%s', (id, change, weight) => {
    const found = between({}, change).filter((each) => each.id !== 'updates')
    expect(found.map((each) => [each.id, each.weight])).toEqual([[id, weight]])
  })
  test('what regularises is told apart from the network', () => {
    const model = { layers: [{ kind: 'flatten' }, dropout, { ...dense, l2: 0.01 }] } as const
    const plain = { layers: [{ kind: 'flatten' }, dense] } as const
    expect(between({ model: plain }, { model })).toMatchObject([
      { id: 'regularisation', usual: 'none', others: [{ value: 'dropout 0.5, L2 0.01' }] },
    ])
  })
  test('unless it is the same in another place', () => {
    const first = { layers: [dropout, { kind: 'flatten' }, dense] } as const
    const second = { layers: [{ kind: 'flatten' }, dropout, dense] } as const
    expect(between({ model: first }, { model: second }).map(({ id }) => id)).toEqual(['network'])
  })
  test('everybody differently', () => {
    const [finding] = between({ batchSize: 16 }, { batchSize: 32 }, { batchSize: 64 }).slice(1)
    expect(finding?.sentence).toBe(
      'Batch size: 16 (One); 32 (Two); 64 (Three). It has a share in every difference to the others.',
    )
  })
  test('a fork, which is no repeat', () => {
    const forkedFrom = { runId: asRunId('study-linear-s1'), epochs: 1 }
    const found = fairnessOf([ran({}), ran({ trial: trialWith('Fork', {}), run: { forkedFrom } })])
    expect(found.map(({ sentence }) => sentence)).toEqual([
      'Fork, seed 1 starts from epoch 1 of Linear, seed 1. Up to there they are one run.',
    ])
  })
})

import { expect, test } from 'vitest'
import { articleTemplate } from '../../../../shared/domain/article'
import { firstForm, type TrainingForm } from './training-form'
import { planTraining, previewOf, refusalsOf } from './training-plan'

const trials = articleTemplate.trials.map(({ name, recipe }) => ({ name, recipe }))
const first = firstForm(trials.map(({ recipe }) => recipe))
const plan = (changes: Partial<TrainingForm>, memoryBytes = 8 * 1024 ** 3) =>
  planTraining({ ...first, ...changes }, trials, { memoryBytes })

test('the article can be trained as it is', () => {
  const { changes, faults, trials: planned } = plan({})
  expect({ changes, faults }).toEqual({ changes: {}, faults: [] })
  expect(planned.map(({ recipe }) => recipe)).toEqual(trials.map(({ recipe }) => recipe))
})

test('a fault that all trials share is told once, others with their trials', () => {
  expect(plan({ batchSize: '20001' }).faults).toEqual(
    [
      'Keras decay, Linear, Polynomial, Time-based (compounding), Time-based (formula), ' +
        'Exponential, Step, Adam: batchSize: must be at most the 16,000 training images; was 20,001',
      'Constant: batchSize: must be at most the 20,000 training images; was 20,001',
    ].reverse(),
  )
  const alike = { validation: 'split', optimizer: 'sgd' } as const
  const [memory, ...others] = plan(alike, 1024 ** 2).faults
  expect(memory).toMatch(
    /^model\.layers\.1\.units: 512 is too much: the run must fit into the memory/,
  )
  expect(others).toEqual([])
})

test('what cannot be read refuses before anything is checked', () => {
  const unread = plan({ batchSize: 'x' })
  expect(unread.faults).toEqual([])
  expect(refusalsOf(unread)).toEqual([unread.problems.batchSize])
})

test('a run too long to be tried while somebody types is checked but for its schedule', () => {
  const long = trials.map(({ name, recipe }) => ({
    name,
    recipe: { ...recipe, totalEpochs: 10_000 },
  }))
  const planned = planTraining({ ...first, batchSize: '1' }, long)
  expect(planned.faults).toEqual([])
  const wrong = { ...first, json: '{"model": {"layers": [{"kind": "flatten"}]}}' }
  expect(planTraining(wrong, long).faults).toEqual([
    'model.layers.0: the last layer must be dense with 10 units and softmax; was flatten',
  ])
})

test('the preview tells steps, images, memory and the network', () => {
  const preview = previewOf(plan({ network: 'lenet' }).trials)
  expect(preview?.facts).toEqual([
    { label: 'Steps per epoch', value: '313 or 250' },
    { label: 'Training images', value: '20,000 or 16,000' },
    { label: 'Validation images', value: '10,000 or 4,000' },
    {
      label: 'Memory',
      value: expect.stringMatching(/^about 4\d\d\.\d MB for each run: Tensor/) as string,
    },
  ])
  expect(preview?.summary).toContain('conv2d')
  expect(preview?.summary).toContain('61,706')
})

test('a network that cannot be built has no preview', () => {
  const json = '{"model": {"layers": [{"kind": "dense", "units": 10, "activation": "softmax"}]}}'
  const broken = plan({ json })
  expect(previewOf(broken.trials)).toBeNull()
  expect(broken.faults[0]).toContain('put a flatten layer before it')
})

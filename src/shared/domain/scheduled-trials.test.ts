import { expect, test } from 'vitest'
import { articleTemplate } from './article'
import { differencesBesideSchedule } from './fairness'
import { isSafeId } from './ids'
import { splitSizes } from './recipe'
import type { ScheduleSpec } from './schedule'
import { baseRecipeOf, trialsFor } from './scheduled-trials'

const cosine: ScheduleSpec = { kind: 'cosine', per: 'epoch', initial: 0.1 }
const idsOf = (...names: string[]) =>
  trialsFor(
    articleTemplate,
    names.map((name) => ({ name, spec: cosine })),
  ).map(({ id }) => String(id))

test('the base recipe holds out a split, which the baseline does not', () => {
  const recipe = baseRecipeOf(articleTemplate)
  expect(recipe).toMatchObject({
    data: { validation: { kind: 'split', fraction: 0.2 } },
    optimizer: { kind: 'sgd' },
    batchSize: 64,
    totalEpochs: 100,
  })
  expect(splitSizes(recipe).stepsPerEpoch).toBe(250)
})

test('without a split the first recipe serves, and without a trial none', () => {
  const { trials } = articleTemplate
  expect(baseRecipeOf({ ...articleTemplate, trials: trials.slice(0, 1) })).toBe(trials[0]?.recipe)
  expect(() => baseRecipeOf({ ...articleTemplate, trials: [] })).toThrow(
    /article must have a trial/,
  )
})

test('a trial differs from the others in its schedule alone', () => {
  const [trial] = trialsFor(articleTemplate, [{ name: 'Mine', spec: cosine }])
  expect(trial).toMatchObject({ id: 'mine', name: 'Mine', tags: ['LearningRate', 'cosine'] })
  expect(trial?.description).toMatch(/^Cosine\. Leaves gently/)
  expect(trial?.recipe.schedule).toBe(cosine)
  const linear = articleTemplate.trials.filter(({ id }) => id === 'linear')
  expect(differencesBesideSchedule([...linear, ...(trial ? [trial] : [])])).toEqual([])
})

test.each([
  ['Warm-up, then cosine!', 'warm-up-then-cosine'],
  ['Fünf Größen', 'funf-gro-en'],
  ['../../etc/passwd', 'etc-passwd'],
  ['学习率', 'schedule'],
  ['--', 'schedule'],
  [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
  ['y'.repeat(120), 'y'.repeat(40)],
])('the id of %s is %s', (name, id) => {
  expect(idsOf(name)).toEqual([id])
  expect(isSafeId(id)).toBe(true)
})

test('ids and names are used once, those of the template included', () => {
  expect(idsOf('Linear', 'linear', 'LINEAR', 'Linear 2')).toEqual([
    'linear-2',
    'linear-3',
    'linear-4',
    'linear-2-2',
  ])
  const names = ['Linear', 'Mine', 'Mine', 'Mine (2)'].map((name) => ({ name, spec: cosine }))
  expect(trialsFor(articleTemplate, names).map(({ name }) => name)).toEqual([
    'Linear (2)',
    'Mine',
    'Mine (2)',
    'Mine (2) (2)',
  ])
})

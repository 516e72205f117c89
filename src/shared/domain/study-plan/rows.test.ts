import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../article'
import { asTrialId } from '../ids'
import { draftOfTemplate, withOwnIds, type StudyDraft } from './draft'
import {
  changeRecipes,
  duplicateTrials,
  insertTrials,
  moveTrials,
  removeTrials,
  replaceTrials,
} from './rows'

const all = draftOfTemplate(articleTemplate)
const draft = { ...all, trials: all.trials.slice(0, 4) }
const ids = (...names: string[]) => new Set(names.map(asTrialId))
const idsOf = (of: StudyDraft) => of.trials.map(({ id }) => id)

test('a change reaches the trials named, and leaves the others as they are', () => {
  const changed = changeRecipes(draft, ids('linear', 'polynomial'), (recipe) => {
    return { ...recipe, batchSize: 32 }
  })
  expect(changed.trials.map(({ recipe }) => recipe.batchSize)).toEqual([64, 64, 32, 32])
  expect(changed.trials[0]).toBe(draft.trials[0])
})

test('copies stand behind the last of theirs, under numbered names', () => {
  const { draft: next, selected } = duplicateTrials(draft, ids('constant', 'keras-decay'))
  expect(next.trials.map(({ name }) => name)).toEqual([
    'Constant',
    'Keras decay',
    'Constant (2)',
    'Keras decay (2)',
    'Linear',
    'Polynomial',
  ])
  expect(selected).toEqual(['constant-2', 'keras-decay-2'])
})

test('after a removal the trial that comes next is looked at', () => {
  const removed = removeTrials(draft, ids('keras-decay', 'linear'))
  expect(idsOf(removed.draft)).toEqual(['constant', 'polynomial'])
  expect(removed.selected).toEqual(['polynomial'])
  expect(removeTrials(draft, ids(...idsOf(draft))).selected).toEqual([])
})

describe('moving', () => {
  test.each([
    [['linear'], -1, ['constant', 'linear', 'keras-decay', 'polynomial']],
    [['constant', 'keras-decay'], 1, ['linear', 'constant', 'keras-decay', 'polynomial']],
    [['constant', 'linear'], -1, ['constant', 'linear', 'keras-decay', 'polynomial']],
    [['polynomial'], 1, ['constant', 'keras-decay', 'linear', 'polynomial']],
  ] as const)('%j by %i', (chosen, by, order) => {
    expect(idsOf(moveTrials(draft, ids(...chosen), by))).toEqual(order)
  })
})

test('others can take the place of some, or of the first', () => {
  const [constant] = draft.trials
  if (!constant) throw new Error('no trial')
  const fresh = [
    { ...constant, name: 'A' },
    { ...constant, name: 'Linear' },
  ]
  const names = (chosen: ReadonlySet<ReturnType<typeof asTrialId>>) =>
    replaceTrials(draft, chosen, fresh).draft.trials.map(({ name }) => name)
  expect(names(ids('linear'))).toEqual(['Constant', 'Keras decay', 'A', 'Linear', 'Polynomial'])
  expect(names(ids('constant'))).toEqual(['A', 'Linear', 'Keras decay', 'Linear (2)', 'Polynomial'])
  expect(names(ids())).toHaveLength(6)
})

test('ids come from names when a study is made', () => {
  const [first, second] = insertTrials(draft, draft.trials.slice(0, 1)).draft.trials
  if (!first || !second) throw new Error('no trials')
  const renamed = [{ ...first, name: 'Größer' }, { ...second, name: 'Grosser' }, first]
  expect(withOwnIds(renamed).map(({ id }) => id)).toEqual(['gro-er', 'grosser', 'constant'])
})

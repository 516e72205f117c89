import { describe, expect, test } from 'vitest'
import { asTrialId } from '../ids'
import { usualObjective } from '../objective'
import { recipeOfPreset } from '../presets'
import { draftProblems } from './check-draft'
import { draftLimits, type StudyDraft } from './draft'
import { parseValue, parseValues, valueText } from './parse-values'
import { settingsOf } from './settings'

const recipe = recipeOfPreset('article')!
const trial = (id: string) => ({
  id: asTrialId(id),
  name: id,
  description: '',
  tags: [],
  recipe,
})
const draft: StudyDraft = {
  name: 'Mine',
  description: '',
  objective: usualObjective,
  seeds: [1],
  trials: [trial('one')],
}
const problems = (changes: Partial<StudyDraft>) => draftProblems({ ...draft, ...changes })

describe('a study is refused for', () => {
  test('more trials than fit', () => {
    const trials = Array.from({ length: draftLimits.trials + 1 }, (_, at) => trial(`t${at}`))
    expect(problems({ trials })).toContain('There are 1,001 trials; a study has at most 1,000.')
  })
  test('a description that is too long', () => {
    const description = 'x'.repeat(draftLimits.descriptionCharacters + 1)
    expect(problems({ description })).toEqual([
      expect.stringMatching(
        /^The description has [\d,]+ characters; it must have at most [\d,]+\.$/,
      ),
    ])
  })
  test('a trial without a name', () => {
    expect(problems({ trials: [{ ...trial('one'), name: ' ' }] })).toEqual([
      'A trial’s name has 0 characters; it must have 1 to 120.',
    ])
  })
  test('an objective of a test set that a trial does not report, and only then', () => {
    const objective = { ...usualObjective, metric: 'testLoss' as const }
    expect(problems({ objective })).toEqual([
      expect.stringContaining('which 1 trial would not report; validate these on "both"'),
    ])
    const validation = { kind: 'both', fraction: 0.2 } as const
    const both = { ...recipe, data: { ...recipe.data, validation } }
    expect(problems({ objective, trials: [{ ...trial('one'), recipe: both }] })).toEqual([])
  })
})

describe('what a person writes for a setting', () => {
  const flag = settingsOf([recipe]).find(({ type }) => type === 'flag')!

  test('comes back as it is read again', () => {
    expect(valueText(true)).toBe('yes')
    expect(valueText(false)).toBe('no')
    expect(valueText(undefined)).toBe('')
    expect(parseValue(valueText(true), flag)).toEqual({ ok: true, value: true })
  })
  test('is refused by the setting, also where it is a word that every object knows', () => {
    for (const text of ['perhaps', 'constructor']) {
      expect(parseValue(text, flag)).toMatchObject({ ok: false, problem: /was "/ })
      expect(parseValues(`yes, ${text}`, flag)).toMatchObject({ ok: false })
    }
  })
  test('is at most as many values as a study may have trials', () => {
    const batchSize = settingsOf([recipe]).find(({ path }) => path === 'batchSize')!
    expect(parseValues('1-600, 601-1001', batchSize)).toEqual({
      ok: false,
      problem: 'There are 1001 values; at most 1000 fit.',
    })
    expect(parseValues('1-600, 401-1000', batchSize)).toMatchObject({ ok: true })
  })
})

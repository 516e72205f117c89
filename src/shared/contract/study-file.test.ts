import { describe, expect, test } from 'vitest'
import { articleTemplate } from '../domain/article'
import { studyTemplates } from '../domain/study-templates'
import { draftOfTemplate, type StudyDraft } from '../domain/study-plan/draft'
import { studyFileName, studyFileText } from '../domain/study-plan/study-file'
import { readStudyFile } from './study-file'

const draft: StudyDraft = { ...draftOfTemplate(articleTemplate), seeds: [3, 1] }

const changed = (change: (file: { study: Record<string, unknown> }) => unknown) => {
  const file = JSON.parse(studyFileText(draft)) as { study: Record<string, unknown> }
  return JSON.stringify(change(file) ?? file)
}
const problem = (text: string) => {
  const read = readStudyFile(text)
  return read.ok ? '' : read.problem
}

test('a study comes back as it went, but for the ids, which are made from its names', () => {
  for (const template of studyTemplates) {
    const before = draftOfTemplate(template)
    const read = readStudyFile(`\uFEFF${studyFileText(before)}`)
    if (!read.ok) throw new Error(read.problem)
    const withoutIds = (of: StudyDraft) => ({
      ...of,
      trials: of.trials.map((each) => ({ ...each, id: '' })),
    })
    expect(withoutIds(read.draft)).toEqual(withoutIds(before))
  }
  expect(studyFileText(draft)).not.toContain('"id"')
})

test('texts, tags and the objective may be left out', () => {
  const text = changed(({ study }) => ({
    kind: 'cooldown-study',
    version: 1,
    study: {
      name: 'Plain',
      seeds: [1, 1, 2],
      trials: [{ name: 'One', recipe: (study.trials as { recipe: unknown }[])[0]?.recipe }],
    },
  }))
  expect(readStudyFile(text)).toMatchObject({
    ok: true,
    draft: {
      seeds: [1, 2],
      description: '',
      objective: { metric: 'valLoss', at: 'best' },
      trials: [{ id: 'one', name: 'One', tags: [], description: '' }],
    },
  })
})

describe('what is no study file is refused with its place and the rule', () => {
  test.each([
    ['{"kind": ', 'it is not JSON: at line 1, column 10'],
    ['[]', 'it is no study file: kind must be "cooldown-study"'],
    ['{"kind":"cooldown-bundle"}', 'was "cooldown-bundle"'],
    ['{"kind":"cooldown-study","version":2}', 'written by a newer Cooldown: version 2'],
    ['{"kind":"cooldown-study","version":"1"}', 'version must be 1; was "1"'],
    ['{"kind":"cooldown-study","version":1}', 'study: '],
  ])('%s', (text, told) => {
    expect(problem(text)).toContain(told)
  })

  test('with the field of a recipe', () => {
    const text = changed(({ study }) => {
      const [first] = study.trials as { recipe: { batchSize: number } }[]
      if (first) first.recipe.batchSize = 0
    })
    expect(problem(text)).toBe(
      'study.trials.0.recipe.batchSize: must be a whole number, at least 1 and at most 60000; was 0',
    )
  })

  test('with both trials of one name', () => {
    const text = changed(({ study }) => {
      const trials = study.trials as object[]
      study.trials = [...trials, trials[2]]
    })
    expect(problem(text)).toBe(
      'study.trials.9.name: must differ from every other; “Linear” is that of trial 3, too',
    )
  })

  test('with the sum of its runs', () => {
    const text = changed(({ study }) => {
      study.seeds = Array.from({ length: 1_000 }, (_, seed) => seed)
      study.trials = Array.from({ length: 11 }, (_, index) => ({
        ...(study.trials as object[])[1],
        name: `Trial ${index}`,
      }))
    })
    expect(problem(text)).toBe(
      'study.seeds: 11 trials x 1,000 seeds make 11,000 runs; a study has at most 10,000',
    )
  })
})

test('a file is named after its study', () => {
  expect(studyFileName('Größe × Rate: 2. Versuch!')).toBe(
    'gro-e-rate-2-versuch.cooldown-study.json',
  )
  expect(studyFileName('比較')).toBe('study.cooldown-study.json')
  expect(studyFileName('x'.repeat(120))).toHaveLength(60 + '.cooldown-study.json'.length)
})

test('a file that is nested too deeply to find its fault is refused, too', () => {
  expect(readStudyFile(`${'['.repeat(100_000)}x`)).toEqual({
    ok: false,
    problem: 'it is nested too deeply to be read',
  })
})

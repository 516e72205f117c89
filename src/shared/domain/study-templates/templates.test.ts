import { expect, test } from 'vitest'
import { studyTemplate } from '../../contract/schemas'
import { studyDraft } from '../../contract/study-draft'
import { draftProblems, draftTotals, duplicatesIn, recipeProblems } from '../study-plan/check-draft'
import { draftOfTemplate } from '../study-plan/draft'
import { studyTemplates } from './index'

/** Steps that two cores make in five minutes, by far. */
const mostSteps = 300_000

test.each(studyTemplates.map((template) => [template.id, template] as const))(
  '%s can be trained as it is, and taken as a draft',
  (id, template) => {
    expect(studyTemplate.parse(template)).toEqual(template)
    const draft = draftOfTemplate(template)
    expect(draftProblems(draft)).toEqual([])
    expect(duplicatesIn(draft).size).toBe(0)
    for (const { name, recipe } of draft.trials) expect(recipeProblems(recipe), name).toEqual([])
    expect(studyDraft.parse(draft).trials.map(({ name }) => name)).toEqual(
      template.trials.map(({ name }) => name),
    )
    const { steps, runs } = draftTotals(draft)
    if (id === 'article') return
    expect(steps).toBeLessThan(mostSteps)
    expect(template.description).toContain(`${runs} runs; about`)
  },
)

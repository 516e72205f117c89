import { expect, test } from 'vitest'
import { articleTrial, madeRun } from '../testing-runs'
import { completionsAt } from '.'

const runs = ['linear', 'adam', 'step'].map((id) =>
  madeRun({ trial: articleTrial(id), run: { marks: { tags: ['for paper'], note: '' } } }),
)

/** The caret stands where the text has a bar. */
function at(text: string) {
  const caret = text.indexOf('|')
  const { from, to, options } = completionsAt(text.replace('|', ''), caret, runs)
  return { replaced: text.slice(from, to), texts: options.map((option) => option.text) }
}

test.each<readonly [text: string, replaced: string, first: readonly string[]]>([
  ['|', '', ['name', 'study', 'trial']],
  ['valA|', 'valA', ['finalValAccuracy', 'bestValAccuracy']],
  ['seed == 1 and sch|', 'sch', ['schedule', 'schedule.kind', 'schedule.per', 'schedule.initial']],
  ['not arch|', 'arch', ['archived']],
  ['seed |', '', ['==', '!=', '<']],
  ['name |', '', ['==', '!=', 'contains', 'matches']],
  ['seed == 1 |', '', ['and', 'or']],
  ['seed == 1 o|', 'o', ['or']],
  ['optimizer == |', '', ['adam', 'sgd']],
  ['optimizer == s|', 's', ['sgd']],
  ['schedule in (step, |', '', ['constant', 'polynomial', 'step']],
  ['schedule in (step |', '', ['and', 'or']],
  ['tag == |', '', ['"for paper"', 'Adaptive', 'LearningRate']],
  ['tag == "for|', '"for', ['"for paper"']],
  ['archived == |', '', ['yes', 'no']],
  ['(|', '', ['name']],
  ['name == x or | and seed == 1', '', ['name']],
  ['overfitting|', 'overfitting', ['finalLossGap']],
])('%s', (text, replaced, first) => {
  const found = at(text)
  expect(found.replaced).toBe(replaced)
  expect(found.texts.slice(0, first.length)).toEqual(first)
})

test('completions know nothing that was written whole already, and are not endless', () => {
  expect(at('archived|').texts).not.toContain('archived')
  expect(at('|').texts).toHaveLength(50)
})

import type { NamedSchedule } from './design'
import { asTrialId } from './ids'
import type { Recipe } from './recipe'
import { definitionOf } from './schedule'
import type { StudyTemplate, Trial } from './study'

/**
 * The recipe on which a template's trials agree but for their schedules: that of its first trial
 * that holds out a split of the training images, else of its first one.
 */
export function baseRecipeOf({ id, trials }: StudyTemplate): Recipe {
  const split = trials.find(({ recipe }) => recipe.data.validation.kind === 'split')
  const base = split ?? trials[0]
  if (!base) throw new RangeError(`template ${id} must have a trial`)
  return base.recipe
}

const longestId = 40

/** Lower-case letters, digits and dashes of a name, without accents; never empty. */
function idFrom(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase()
  const words = plain.replace(/\p{M}/gu, '').match(/[a-z0-9]+/g) ?? []
  return words.join('-').slice(0, longestId).replace(/-$/, '') || 'schedule'
}

/** The text itself, or with the first number from 2 that nobody has. */
function unlike(taken: ReadonlySet<string>, text: string, numbered: (n: number) => string): string {
  let candidate = text
  for (let n = 2; taken.has(candidate); n++) candidate = numbered(n)
  return candidate
}

/** Gives ids and names to one more trial after the other, unlike all before. */
export type TrialNamer = (given: string) => Pick<Trial, 'id' | 'name'>

/** Names trials beside those that are there: ids are made from names, both numbered where taken. */
export function trialNamer(trials: readonly Pick<Trial, 'id' | 'name'>[]): TrialNamer {
  const ids = new Set<string>(trials.map(({ id }) => id))
  const names = new Set(trials.map(({ name }) => name))
  return (given) => {
    const plainId = idFrom(given)
    const id = unlike(ids, plainId, (n) => `${plainId}-${n}`)
    const name = unlike(names, given, (n) => `${given} (${n})`)
    ids.add(id)
    names.add(name)
    return { id: asTrialId(id), name }
  }
}

/** Id and name for one more trial: made from the name, numbered where a trial has them already. */
export const newTrialNames = (
  trials: readonly Trial[],
  given: string,
): Pick<Trial, 'id' | 'name'> => trialNamer(trials)(given)

/**
 * A trial for each schedule: the template's base recipe under it. Ids are made from the names; ids
 * and names that a trial of the template, or an earlier one of these, has already are numbered.
 */
export function trialsFor(
  template: StudyTemplate,
  schedules: readonly NamedSchedule[],
): readonly Trial[] {
  const recipe = baseRecipeOf(template)
  const made: Trial[] = []
  for (const { name, spec } of schedules) {
    const { title, summary } = definitionOf(spec.kind)
    made.push({
      ...newTrialNames([...template.trials, ...made], name),
      description: `${title}. ${summary}`,
      tags: ['LearningRate', spec.kind],
      recipe: { ...recipe, schedule: spec },
    })
  }
  return made
}

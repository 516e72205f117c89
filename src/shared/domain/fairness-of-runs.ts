import type { ComparedRun } from './compare/compared-run'
import { groupRuns } from './compare/groups'
import { unfinished } from './compare/judged-value'
import { nameList } from './compare/name-list'
import type { Difference } from './fairness'
import { aspects, type Aspect, type FairnessTrial, type FairnessWeight } from './fairness-aspects'
import { formatCount, plural } from './format'

export type { FairnessWeight } from './fairness-aspects'

/** Something beside the schedule in which the compared runs differ. */
export interface FairnessFinding extends Difference {
  readonly id: string
  readonly weight: FairnessWeight
  /** A sentence or two that says who differs how, and what follows. */
  readonly sentence: string
  /** The runs that are not as usual. */
  readonly runIds: readonly string[]
}

interface ByValue {
  readonly value: string
  readonly trials: readonly FairnessTrial[]
}

/** The values of an aspect, the most common one first; of equally common ones the first trial's. */
function byValue(aspect: Aspect, trials: readonly FairnessTrial[]): readonly ByValue[] {
  const groups = new Map<string, FairnessTrial[]>()
  for (const trial of trials) {
    const value = aspect.valueOf(trial, trials)
    if (value === null) continue
    const own = groups.get(value)
    if (own) own.push(trial)
    else groups.set(value, [trial])
  }
  const found = [...groups].map(([value, own]) => ({ value, trials: own }))
  return found.sort((a, b) => b.trials.length - a.trials.length)
}

const namesOf = ({ trials }: ByValue) => trials.map(({ name }) => name)

function sentenceOf({ verb, label, meaning }: Aspect, values: readonly ByValue[]): string {
  const [usual, ...others] = values
  if (!usual) return ''
  const isMostly = usual.trials.length > 1 || others.length === 1
  if (!isMostly) {
    const told = values.map((each) => `${each.value} (${nameList(namesOf(each))})`)
    return `${label}: ${told.join('; ')}. ${meaning}`
  }
  const differing = others.map((each) => {
    const doing = each.trials.length === 1 ? verb[0] : verb[1]
    return `${nameList(namesOf(each))} ${doing} ${each.value}`
  })
  const count = usual.trials.length
  const rest = count === 1 ? nameList(namesOf(usual)) : `the other ${formatCount(count)} trials`
  const own = count === 1 ? verb[0] : verb[1]
  return `${differing.join('; ')}; ${rest} ${own} ${usual.value}. ${meaning}`
}

function findingOf(aspect: Aspect, trials: readonly FairnessTrial[]): FairnessFinding | null {
  const values = byValue(aspect, trials)
  const [usual, ...others] = values
  if (!usual || others.length === 0) return null
  return {
    id: aspect.id,
    label: aspect.label,
    weight: aspect.weight,
    usual: usual.value,
    others: others.map((each) => ({ value: each.value, trials: namesOf(each) })),
    sentence: sentenceOf(aspect, values),
    runIds: others.flatMap((each) =>
      each.trials.flatMap(({ runs }) => runs.map(({ run }) => run.id)),
    ),
  }
}

const mostTold = 5

/** Runs that did not come to their end beside some that did, or that came to another one. */
function unfinishedRuns(runs: readonly ComparedRun[]): FairnessFinding | null {
  const told = runs.flatMap((run) => {
    const why = unfinished(run.run)
    return why === null ? [] : [{ run, why }]
  })
  if (told.length === 0 || runs.length < 2) return null
  const named = told.slice(0, mostTold).map(({ run, why }) => `${run.name} ${why}`)
  const more = told.length > mostTold ? [`${formatCount(told.length - mostTold)} more`] : []
  const done = runs.length - told.length
  const list = [...named, ...more].join('; ')
  return {
    id: 'unfinished',
    label: 'Unfinished runs',
    weight: 'heavy',
    usual: `${plural(done, 'run')} completed`,
    others: told.map(({ run, why }) => ({ value: why, trials: [run.name] })),
    sentence: `Not completed: ${list}. They are left out where final or best values are compared.`,
    runIds: told.map(({ run }) => run.run.id),
  }
}

/** Runs that share their first epochs are no independent repeats. */
function sharedPrefixes(runs: readonly ComparedRun[]): FairnessFinding | null {
  const names = new Map(runs.map(({ run, name }) => [run.id, name]))
  const forks = runs.flatMap((run) => {
    const { forkedFrom } = run.run
    return forkedFrom ? [{ run, forkedFrom }] : []
  })
  if (forks.length === 0 || runs.length < 2) return null
  const told = forks.map(({ run, forkedFrom: { runId, epochs } }) => ({
    run,
    value: `starts from epoch ${epochs} of ${names.get(runId) ?? 'a run that is not compared'}`,
  }))
  const list = told.slice(0, mostTold).map(({ run, value }) => `${run.name} ${value}`)
  return {
    id: 'forks',
    label: 'Forks',
    weight: 'light',
    usual: 'trained from the start',
    others: told.map(({ run, value }) => ({ value, trials: [run.name] })),
    sentence: `${list.join('; ')}. Up to there they are one run.`,
    runIds: told.map(({ run }) => run.run.id),
  }
}

const ranks: readonly FairnessWeight[] = ['heavy', 'light', 'bits']

/** Where what is no aspect of a recipe stands among the heavy ones: after the images. */
const afterData = (finding: FairnessFinding) => (finding.id === 'data' ? 0 : 1)

/**
 * Everything beside the schedule in which these runs differ, the weightiest first: images, unfinished
 * runs, seeds, updates; then what else the recipes have; at last what only changes last digits.
 * Empty for a single trial that completed.
 */
export function fairnessOf(runs: readonly ComparedRun[]): readonly FairnessFinding[] {
  const trials = groupRuns(runs, 'trial').flatMap(({ label, runs: own }): FairnessTrial[] => {
    const [first] = own
    return first ? [{ name: label, recipe: first.trial.recipe, runs: own }] : []
  })
  const found = [
    unfinishedRuns(runs),
    ...aspects.map((aspect) => findingOf(aspect, trials)),
    sharedPrefixes(runs),
  ].flatMap((finding) => finding ?? [])
  return found.sort(
    (a, b) =>
      ranks.indexOf(a.weight) - ranks.indexOf(b.weight) ||
      (a.weight === 'heavy' ? afterData(a) - afterData(b) : 0),
  )
}

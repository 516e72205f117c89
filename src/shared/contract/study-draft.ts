import { z } from 'zod'
import { formatCount, plural } from '../domain/format'
import { usualObjective } from '../domain/objective'
import { specCharacters } from '../domain/design'
import { trialNamer } from '../domain/scheduled-trials'
import type { Trial } from '../domain/study'
import { draftLimits as limits, type StudyDraft } from '../domain/study-plan/draft'
import { seed } from './fields'
import { objective, recipe } from './schemas'

const name = z.string().trim().min(1).max(limits.nameCharacters)
const description = z.string().max(limits.descriptionCharacters).default('')

/** A trial as a person may write it: its id, if it has one, is made anew from the name. */
const draftTrial = z.object({
  name,
  description,
  tags: z.array(z.string().trim().min(1).max(limits.tagCharacters)).max(limits.tags).default([]),
  recipe,
})

type WrittenTrial = z.output<typeof draftTrial>

function withIds(trials: readonly WrittenTrial[]): readonly Trial[] {
  const named = trialNamer([])
  return trials.map((trial) => ({ ...trial, id: named(trial.name).id }))
}

function refuseSameNames(trials: readonly WrittenTrial[], context: z.RefinementCtx): void {
  const places = new Map<string, number>()
  for (const [index, trial] of trials.entries()) {
    const before = places.get(trial.name)
    places.set(trial.name, index)
    if (before === undefined) continue
    const message = `must differ from every other; “${trial.name}” is that of trial ${before + 1}, too`
    context.addIssue({ code: 'custom', path: ['trials', index, 'name'], message })
  }
}

function refuseTooMuch(
  {
    trials,
    seeds,
  }: { readonly trials: readonly WrittenTrial[]; readonly seeds: readonly number[] },
  context: z.RefinementCtx,
): void {
  const runs = trials.length * seeds.length
  if (runs > limits.runs) {
    const sum = `${plural(trials.length, 'trial')} x ${plural(seeds.length, 'seed')}`
    context.addIssue({
      code: 'custom',
      path: ['seeds'],
      message: `${sum} make ${formatCount(runs)} runs; a study has at most ${formatCount(limits.runs)}`,
    })
  }
  const characters = trials.reduce((sum, each) => sum + specCharacters(each.recipe.schedule), 0)
  if (characters <= limits.scheduleCharacters) return
  context.addIssue({
    code: 'custom',
    path: ['trials'],
    message: `have schedules of ${formatCount(characters)} characters of JSON together; a study takes at most ${formatCount(limits.scheduleCharacters)}`,
  })
}

/**
 * A study's trials given whole. Checks structure, ranges and amounts; what comes of a recipe is
 * checked when the study is made. Of equal seeds one counts; ids of trials are made from their names.
 */
export const studyDraft = z
  .object({
    name,
    description,
    objective: objective.default(usualObjective),
    seeds: z
      .array(seed)
      .min(1)
      .max(limits.seeds)
      .transform((seeds) => [...new Set(seeds)]),
    trials: z.array(draftTrial).min(1).max(limits.trials),
  })
  .superRefine((draft, context) => {
    refuseSameNames(draft.trials, context)
    refuseTooMuch(draft, context)
  })
  .transform((draft): StudyDraft => ({ ...draft, trials: withIds(draft.trials) }))

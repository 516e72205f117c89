import { totalmem } from 'node:os'
import { LabError } from '../../shared/contract/errors'
import { checkRecipe, problemText, type AvailableMemory } from '../../shared/domain/recipe-check'
import type { Trial } from '../../shared/domain/study'

/**
 * What a run may take at most: this machine's memory, or less where this process may only have so
 * much. Not what is free just now: a run may be queued for long, and wait for others to end.
 */
export function memoryHere(): AvailableMemory {
  // Node 12 does not know it; without a limit it is 0, or more than there is.
  const limit = 'constrainedMemory' in process ? process.constrainedMemory() : 0
  return { memoryBytes: limit > 0 ? Math.min(limit, totalmem()) : totalmem() }
}

/** Throws a `bad-input` LabError for the first trial that cannot be trained, naming the fields. */
export function checkTrials(trials: readonly Trial[], available: AvailableMemory): void {
  for (const { name, recipe } of trials) {
    const problems = checkRecipe(recipe, available)
    if (problems.length === 0) continue
    throw new LabError('bad-input', `Trial "${name}": ${problems.map(problemText).join('; ')}`)
  }
}

import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'
import {
  fieldNamed,
  variedFields,
  type RunField,
} from '../../../../../shared/domain/compare/run-fields'

/** More axes than this have no room for their names. */
export const mostAxes = 10

const usualAxes = ['schedule', 'optimizer', 'peakRate', 'batchSize']
const results = ['bestValLoss', 'finalValAccuracy']
/** Leaves room for the results. */
const mostVaried = 5

/** Kinds have fields of their own, and units say little beside what they count. */
const told = /\.(kind|per)$/

/** How many different values the runs have, nothing not among them. */
const valuesOf = (field: RunField, runs: readonly ComparedRun[]) =>
  new Set(runs.flatMap((run) => field.read(run) ?? []).map(String)).size

/**
 * What is worth an axis of its own until somebody chooses: what was varied between the runs, as far
 * as it has a value in most of them, and what came of it.
 */
export function usualFields(runs: readonly ComparedRun[]): readonly string[] {
  const varied = variedFields(runs)
    .filter(({ name }) => !told.test(name))
    .filter((field) => valuesOf(field, runs) > 1)
    .filter(({ read }) => runs.filter((run) => read(run) !== null).length * 2 > runs.length)
    .slice(0, mostVaried)
    .map(({ name }) => name)
  const usual = usualAxes.filter((name) => {
    const field = fieldNamed(name)
    return field !== null && !varied.includes(name) && valuesOf(field, runs) > 1
  })
  return [...usual, ...varied].slice(0, mostVaried).concat(results)
}

/** The fields of these names; those that nobody knows any more are left out. */
export const knownFields = (names: readonly string[]): readonly RunField[] =>
  names.flatMap((name) => fieldNamed(name) ?? [])

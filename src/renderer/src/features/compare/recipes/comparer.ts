import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'
import { fieldGroups, type RunField } from '../../../../../shared/domain/compare/field'
import type { RowsOf } from '../../../../../shared/domain/compare/metric-at'

/** What each of the compared runs has of one thing. */
export interface ComparerRow {
  readonly name: string
  readonly title: string
  /** A text for each run, in their order; empty where the run has nothing of it. */
  readonly values: readonly string[]
  /** False where all runs have the same. */
  readonly differs: boolean
}

export interface ComparerPart {
  readonly title: string
  readonly rows: readonly ComparerRow[]
}

function rowOf(
  { name, title, read, format }: RunField,
  runs: readonly ComparedRun[],
  rowsOf: RowsOf,
): ComparerRow {
  const values = runs.map((run) => {
    const value = read(run, rowsOf)
    return value === null ? '' : format(value)
  })
  return { name, title, values, differs: new Set(values).size > 1 }
}

/**
 * What runs have of fields, in the fields' parts: what the runs are, what came of them, and how they
 * were made. Their name is in every column's head.
 */
export function comparerParts(
  runs: readonly ComparedRun[],
  fields: readonly RunField[],
  rowsOf: RowsOf,
): readonly ComparerPart[] {
  return fieldGroups.map((title) => ({
    title,
    rows: fields
      .filter(({ group, name }) => group === title && name !== 'name')
      .map((field) => rowOf(field, runs, rowsOf)),
  }))
}

/** The rows that a person asked for: those that differ, and those with the text somewhere. */
export function asked(
  parts: readonly ComparerPart[],
  { all, search }: { readonly all: boolean; readonly search: string },
): readonly ComparerPart[] {
  const wanted = search.trim().toLowerCase()
  const fits = ({ name, title, values, differs }: ComparerRow) =>
    (all || differs) &&
    (wanted === '' || [name, title, ...values].some((text) => text.toLowerCase().includes(wanted)))
  return parts
    .map(({ title, rows }) => ({ title, rows: rows.filter(fits) }))
    .filter(({ rows }) => rows.length > 0)
}

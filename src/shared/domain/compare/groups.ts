import type { ComparedRun } from './compared-run'
import type { FieldValue } from './field'
import type { RowsOf } from './metric-at'
import { compareValues, fieldNamed, valueKey } from './run-fields'

/** Runs that share a field's value. */
export interface RunGroup {
  /** Tells it from other groups and stays the same while runs come and go: a view's baseline. */
  readonly key: string
  /** What people read; no two groups share one. */
  readonly label: string
  readonly value: FieldValue
  readonly runs: readonly ComparedRun[]
}

/** Trials of two studies are two groups, even under one name. */
const keyOf = (field: string, value: FieldValue, { study, trial }: ComparedRun) =>
  field === 'trial' ? `${study.id}/${trial.id}` : valueKey(value)

/** Where groups of one label differ, in the order in which it is tried. */
const apart: readonly ((group: Omit<RunGroup, 'label'>) => string | undefined)[] = [
  ({ runs }) => runs[0]?.study.name,
  ({ value }) => valueKey(value),
  ({ key }) => key,
]

function withLabels(
  groups: readonly Omit<RunGroup, 'label'>[],
  labelOf: (value: FieldValue) => string,
): readonly RunGroup[] {
  let labels = groups.map(({ value }) => labelOf(value))
  for (const more of apart) {
    const plain = labels
    const added = groups.map(more)
    const underLabel = new Map<string, Set<string | undefined>>()
    for (const [at, label] of plain.entries()) {
      const told = underLabel.get(label) ?? new Set()
      underLabel.set(label, told.add(added[at]))
    }
    labels = plain.map((label, at) => {
      const told = added[at]
      const differs = (underLabel.get(label)?.size ?? 0) > 1
      return differs && told !== undefined && told !== label ? `${label} · ${told}` : label
    })
  }
  return groups.map((group, at) => ({ ...group, label: labels[at] ?? group.key }))
}

/**
 * The runs by the value of a field, which may be any that {@link fieldNamed} knows; a run of several
 * tags counts under all of them together. Numbers ascend, other values come in the order in which
 * the runs have them first, nothing last. A field that nobody knows makes one group of all.
 */
export function groupRuns(
  runs: readonly ComparedRun[],
  fieldName: string,
  rowsOf?: RowsOf,
): readonly RunGroup[] {
  const field = fieldNamed(fieldName)
  const groups = new Map<string, { value: FieldValue; runs: ComparedRun[] }>()
  for (const run of runs) {
    const value = field?.read(run, rowsOf) ?? null
    const key = keyOf(field?.name ?? '', value, run)
    const group = groups.get(key)
    if (group) group.runs.push(run)
    else groups.set(key, { value, runs: [run] })
  }
  const counted = field && ['number', 'time', 'flag'].includes(field.type)
  const ordered = [...groups].map(([key, group]) => ({ key, ...group }))
  ordered.sort(({ value: a }, { value: b }) =>
    counted || a === null || b === null ? compareValues(a, b) : 0,
  )
  return withLabels(ordered, (value) => field?.format(value) ?? 'All runs')
}

import { z } from 'zod'
import { firstIssue } from '../../../shared/contract/first-issue'
import { importedMetrics, importLimits } from '../../../shared/domain/compare/imports'
import { fileFault } from './file-fault'
import { rowsInOrder, type Found, type FoundRun } from './found-run'
import { readNumber } from './numbers'
import type { TableRow } from './table'
import { runsInTable } from './table-runs'

const newestVersion = 1

/** A number, or the word that stands for one that is not finite. */
const value = z.union([z.number(), z.string()]).transform((given, context) => {
  const read = typeof given === 'number' ? given : readNumber(given)
  if (typeof read === 'number') return read
  context.addIssue({ code: 'custom', message: `must be a number; it is ${JSON.stringify(given)}` })
  return z.NEVER
})

const epoch = z.object({
  epoch: z.int().min(0),
  step: z.int().min(0).optional(),
  ...Object.fromEntries(importedMetrics.map((name) => [name, value.optional()])),
})
const epochs = z.array(epoch).min(1).max(importLimits.points)
const tags = z.array(z.string()).default([])

const everything = z.object({
  kind: z.literal('cooldown-runs'),
  runs: z.array(
    z.object({
      name: z.string(),
      trial: z.object({ tags }).optional(),
      epochs: epochs.or(z.tuple([])),
    }),
  ),
  imports: z.array(z.object({ name: z.string(), tags, epochs })).default([]),
})

const comparison = z.object({
  kind: z.literal('cooldown-comparison'),
  look: z.object({ x: z.string() }),
  panels: z.array(
    z.object({
      metric: z.string(),
      lines: z.array(z.object({ name: z.string(), xs: z.array(value), ys: z.array(value) })),
    }),
  ),
})

function read<Schema extends z.ZodType>(file: string, schema: Schema, given: unknown) {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const { path, message } = firstIssue(result.error)
  throw fileFault(file, path, message)
}

/** Everything of some runs, as Cooldown exports it; epochs count from 0. */
function runsOfExport(file: string, given: unknown): Found {
  const { runs, imports } = read(file, everything, given)
  const all = [
    ...runs.map(({ name, trial, epochs: own }) => ({ name, tags: trial?.tags ?? [], own })),
    ...imports.map(({ name, tags: own, epochs: rows }) => ({ name, tags: own, own: rows })),
  ]
  const empty = all.filter(({ own }) => own.length === 0).map(({ name }) => name)
  return {
    runs: all
      .filter(({ own }) => own.length > 0)
      .map(({ name, tags: of, own }): FoundRun => {
        const rows = own.map(({ epoch: at, step, ...values }, index) => ({
          epoch: at,
          step,
          values: withoutAbsent(values),
          place: `entry ${index + 1}`,
        }))
        const kept = of.slice(0, importLimits.tags)
        return {
          name,
          source: file,
          tags: kept,
          rows: rowsInOrder(file, ` of ${name}`, rows, 'from0'),
        }
      }),
    notices:
      empty.length === 0 ? [] : [`${file}: left out ${empty.join(', ')}, without any epoch.`],
  }
}

const withoutAbsent = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([, each]) => each !== undefined))

/** What a comparison drew: a line each becomes a run, its values those that were drawn. */
function runsOfComparison(file: string, given: unknown): Found {
  const { look, panels } = read(file, comparison, given)
  if (look.x !== 'epoch' && look.x !== 'step') {
    throw fileFault(file, 'look.x', `it must be epoch or step; it is ${look.x}`)
  }
  const rows = panels.flatMap(({ metric, lines }) =>
    lines.flatMap(({ name, xs, ys }) =>
      xs.map((x, at): TableRow => ({
        cells: [name, metric, String(x), String(ys[at] ?? '')],
        place: `${metric} of ${name}, point ${at + 1}`,
      })),
    ),
  )
  return runsInTable({ file, header: ['line', 'metric', look.x, 'value'], rows }, 'comparison')
}

/** Runs in what Cooldown exports as JSON; null for any other JSON. */
export function ownRuns(file: string, given: Readonly<Record<string, unknown>>): Found | null {
  const { kind, version } = given
  if (kind !== 'cooldown-runs' && kind !== 'cooldown-comparison') return null
  if (typeof version === 'number' && version > newestVersion) {
    throw fileFault(
      file,
      'version',
      `it must be at most ${newestVersion}; a newer Cooldown wrote this`,
    )
  }
  return kind === 'cooldown-runs' ? runsOfExport(file, given) : runsOfComparison(file, given)
}

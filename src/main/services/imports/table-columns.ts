import type { ImportedMetric } from '../../../shared/domain/compare/compared-run'
import { metricNamed, plainName } from './metric-names'

/** What tells runs apart in a table that has several under each other. */
const identities = ['run', 'name', 'line', 'study', 'trial', 'seed', 'attempt'] as const
export type Identity = (typeof identities)[number]

const otherIdentities: ReadonlyMap<string, Identity> = new Map([
  ['runid', 'run'],
  ['runname', 'name'],
  ['experiment', 'name'],
])

/** What a column of a table is for. */
export type Column =
  | { readonly kind: 'epoch' }
  | { readonly kind: 'index' }
  | { readonly kind: 'step' }
  | { readonly kind: 'identity'; readonly identity: Identity }
  | { readonly kind: 'tags' }
  | { readonly kind: 'metricName' }
  | { readonly kind: 'value' }
  | { readonly kind: 'metric'; readonly metric: ImportedMetric }
  | { readonly kind: 'ofRun'; readonly run: string; readonly metric: ImportedMetric }
  | { readonly kind: 'unknown' }

const isIdentity = (name: string): name is Identity =>
  (identities as readonly string[]).includes(name)

const epochNames = ['epoch', 'epochs']
const stepNames = ['step', 'steps', 'globalstep', 'iteration', 'iterations', 'trainerglobalstep']
const indexNames = ['', 'unnamed0', 'index']
const metricNameColumns = ['metric', 'tag', 'variable']

/** Lowest and highest of what a tracker has thinned, and its own count of steps. */
const asides = /__(min|max)$|_step$/i

/** A column of one run among several side by side: `warm-s1 valLoss`, `run - val_loss`. */
function ofRun(header: string): Column | null {
  if (asides.test(header)) return null
  for (const separator of [' - ', ' ', '/', ':']) {
    const at = header.lastIndexOf(separator)
    const run = header.slice(0, Math.max(0, at)).trim()
    const metric = at > 0 ? metricNamed(header.slice(at + separator.length)) : null
    if (metric && run !== '') return { kind: 'ofRun', run, metric }
  }
  return null
}

function columnOf(header: string): Column {
  const name = plainName(header)
  if (epochNames.includes(name)) return { kind: 'epoch' }
  if (stepNames.includes(name)) return { kind: 'step' }
  if (indexNames.includes(name)) return { kind: 'index' }
  if (isIdentity(name)) return { kind: 'identity', identity: name }
  const identity = otherIdentities.get(name)
  if (identity) return { kind: 'identity', identity }
  if (name === 'tags') return { kind: 'tags' }
  if (metricNameColumns.includes(name)) return { kind: 'metricName' }
  if (name === 'value') return { kind: 'value' }
  const metric = metricNamed(header)
  if (metric) return { kind: 'metric', metric }
  return ofRun(header) ?? { kind: 'unknown' }
}

/** What each column of a header is for; of two that mean the same metric, only the first counts. */
export function columnsOf(header: readonly string[]): readonly Column[] {
  const taken = new Set<string>()
  return header.map(columnOf).map((column): Column => {
    if (column.kind === 'unknown' || column.kind === 'index') return column
    const key = JSON.stringify(column)
    if (taken.has(key)) return { kind: 'unknown' }
    taken.add(key)
    return column
  })
}

/** Names that Cooldown's own tables have; they count epochs from 1. */
const ownNames = ['valLoss', 'valAccuracy', 'learningRate', 'trial', 'study', 'line']
export const isOwnTable = (header: readonly string[]): boolean =>
  header.some(
    (name) => ownNames.includes(name) || /\s(valLoss|valAccuracy|learningRate)$/.test(name),
  )

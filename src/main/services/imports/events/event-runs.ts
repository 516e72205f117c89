import type { ImportedMetric, ImportedRow } from '../../../../shared/domain/compare/compared-run'
import { importLimits } from '../../../../shared/domain/compare/imports'
import { formatCount } from '../../../../shared/domain/format'
import { fileFault, shown } from '../file-fault'
import type { Found } from '../found-run'
import { metricNamed } from '../metric-names'
import { readEvents, type EventFile, type Scalar } from './scalars'

type Part = 'train' | 'validation' | 'test'

/** An event file of a run, and on which images it says that its values were taken. */
export interface EventSource {
  readonly file: string
  readonly bytes: Uint8Array
  readonly part: Part | null
}

type Values = Partial<Record<ImportedMetric, number>>

/** Keras 3 tells the updates at which it evaluated in a tag's name. */
const byIterations = /^evaluation_(.+)_vs_iterations$/
/** Values of a batch alone; those of whole epochs tell the same, and more. */
const ofBatches = /^batch_/
const ofEpochs = /^epoch_/

const mostNamed = 8

/** The scalars of a run, by what they tell. */
class RunScalars {
  /** By step, with the time at which the last of the values was written. */
  readonly rows = new Map<number, { readonly values: Values; time: number }>()
  /** Updates at which Keras evaluated, rising. */
  readonly iterations = new Set<number>()
  readonly unknown = new Set<string>()
  readonly rewritten = new Set<string>()
  countsEpochs = false
  began = Infinity

  add({ scalars, began, others }: EventFile, part: EventSource['part']): void {
    const isValidation = scalars.some(({ tag }) => byIterations.test(tag))
    for (const tag of others) this.unknown.add(tag)
    this.began = Math.min(this.began, began)
    const told = new Set<string>()
    const of = part ?? (isValidation ? 'validation' : 'train')
    for (const scalar of scalars) this.take(scalar, of, told)
  }

  private take({ tag, step, value, wallTime }: Scalar, part: Part, told: Set<string>) {
    if (byIterations.test(tag)) {
      this.iterations.add(step)
      return
    }
    const metric = ofBatches.test(tag) ? null : metricNamed(tag, part)
    if (!metric) {
      this.unknown.add(tag)
      return
    }
    if (ofEpochs.test(tag)) this.countsEpochs = true
    const key = `${metric} ${step}`
    if (told.has(key)) this.rewritten.add(tag)
    told.add(key)
    const row = this.rows.get(step) ?? { values: {}, time: 0 }
    row.values[metric] = value
    row.time = Math.max(row.time, wallTime)
    this.rows.set(step, row)
  }

  /** Rows from left to right: steps are epochs where Keras wrote them, and updates otherwise. */
  inOrder(): readonly ImportedRow[] {
    const rows = [...this.rows].sort(([a], [b]) => a - b)
    const updates = [...this.iterations].sort((a, b) => a - b)
    const fits = updates.length === rows.length
    let before = this.began
    return rows.map(([at, { values, time }], index): ImportedRow => {
      const update = this.countsEpochs ? (fits ? updates[index] : undefined) : at
      // Between writing a row and the one before it; not told where times go back.
      const seconds = time - before
      before = time
      return {
        epoch: this.countsEpochs ? at : index,
        ...(update !== undefined && { step: update }),
        ...(seconds >= 0 && { seconds }),
        ...values,
      }
    })
  }
}

function noticesOf(name: string, run: RunScalars): readonly string[] {
  const unknown = [...run.unknown]
  const more = unknown.length > mostNamed ? ` and ${unknown.length - mostNamed} more` : ''
  return [
    `${name}: seconds are the times between writing its values, pauses included.`,
    ...(unknown.length > 0
      ? [
          `${name}: left out the tags ${unknown.slice(0, mostNamed).map(shown).join(', ')}${more}, which are no metrics of Cooldown.`,
        ]
      : []),
    ...(run.rewritten.size > 0
      ? [
          `${name}: some steps of ${[...run.rewritten].map(shown).join(', ')} were written more than once; the last counts.`,
        ]
      : []),
  ]
}

/** The run that some event files tell together: Keras writes one for training, one for validation. */
export function runInEvents(name: string, source: string, sources: readonly EventSource[]): Found {
  const run = new RunScalars()
  for (const { file, bytes, part } of sources) run.add(readEvents(file, bytes), part)
  const rows = run.inOrder()
  if (rows.length === 0) {
    const tags = [...run.unknown].slice(0, mostNamed).map(shown).join(', ') || 'none'
    throw fileFault(
      source,
      null,
      `there must be scalars that Cooldown knows, such as epoch_loss or epoch_accuracy; its tags are ${tags}`,
    )
  }
  if (rows.length > importLimits.points) {
    throw fileFault(
      source,
      null,
      `a run may have ${formatCount(importLimits.points)} points; this one has ${formatCount(rows.length)}`,
    )
  }
  return { runs: [{ name, source, tags: [], rows }], notices: noticesOf(name, run) }
}

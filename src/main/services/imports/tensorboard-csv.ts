import { fileFault, shown } from './file-fault'
import type { Found } from './found-run'
import { metricNamed, plainName } from './metric-names'
import type { Table } from './table'
import { runsInTable } from './table-runs'

/** What TensorBoard writes for one tag of one run; only the file's name says which. */
const header = ['walltime', 'step', 'value']

export const isTensorboardTable = (table: Table): boolean =>
  table.header.map(plainName).join() === header.join()

/** A table that TensorBoard wrote: `run-train-tag-epoch_loss.csv`. */
export function runsInTensorboardTable(table: Table, name: string): Found {
  const [, run = '', tag = name] = /^(.*?)[-_]?tag-(.+)$/.exec(name) ?? []
  const metric = metricNamed(tag, isValidation(run) ? 'validation' : 'train')
  if (!metric) {
    throw fileFault(
      table.file,
      null,
      `the file's name must tell the metric, as in "run-train-tag-epoch_loss.csv"; it tells ${shown(tag)}`,
    )
  }
  // Keras counts its epochs as steps.
  const place = /^epoch_/.test(tag) ? 'epoch' : 'step'
  const named = { ...table, header: ['wall time', place, metric] }
  const found = runsInTable(named, run.replace(/^run-/, '') || name, 'unknown')
  return { runs: found.runs, notices: [] }
}

/** A run's name may have any words; one of them may say on which images its values were taken. */
const isValidation = (run: string) => /(^|[^a-z])(val|valid|validation|eval)([^a-z]|$)/i.test(run)

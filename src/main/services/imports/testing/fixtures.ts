import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileToImport } from '../../../../shared/contract/imports'
import type { ImportedRow } from '../../../../shared/domain/compare/compared-run'
import expected from '../../../../../fixtures/imports/expected.json'

const folder = join(import.meta.dirname, '../../../../../fixtures/imports/files')

/** A file that another program wrote. */
export const fixture = (path: string): FileToImport => ({
  path,
  bytes: new Uint8Array(readFileSync(join(folder, path))),
})

/** A file with this text. */
export const textFile = (path: string, text: string): FileToImport => ({
  path,
  bytes: new TextEncoder().encode(text),
})

/** JSON has no word for what is no number. */
const numberOf = (value: number | string) => Number(value)

type KerasRow = Readonly<Record<string, number | string>>

const names: Readonly<Record<string, string>> = {
  loss: 'loss',
  accuracy: 'accuracy',
  val_loss: 'valLoss',
  val_accuracy: 'valAccuracy',
  learning_rate: 'learningRate',
}

/** The epochs of a history as Keras holds it, under our names. */
export const kerasRows = (run: 'keras' | 'diverged' | 'no-validation'): ImportedRow[] =>
  (expected[run] as readonly KerasRow[]).map((row, epoch) => ({
    epoch,
    ...Object.fromEntries(
      Object.entries(row).map(([name, value]) => [names[name] ?? name, numberOf(value)]),
    ),
  }))

/** Every scalar of an event file by tag, as TensorBoard's own reader gives it. */
export const tensorboardScalars = (
  path: string,
): Record<string, readonly (readonly number[])[]> => {
  const files = expected.events as unknown as Record<
    string,
    Record<string, readonly (readonly (number | string)[])[]>
  >
  return Object.fromEntries(
    Object.entries(files[path] ?? {}).map(([tag, values]) => [
      tag,
      values.map((pair) => pair.map(numberOf)),
    ]),
  )
}

export const eventFixtures: readonly string[] = Object.keys(expected.events)

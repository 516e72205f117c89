import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeBenchmarks } from '../../bench/training/document.mjs'
import { importBundled } from '../bundled.mjs'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { takeSetUpFlags } from './flags.mjs'

/**
 * `npm run docs`: writes the documents that are made from the code, docs/schedules.md,
 * docs/parity.md, docs/models.md and docs/filters.md, and docs/benchmarks.md from the measurement
 * that is kept.
 * @param {string[]} args
 */
export async function docs(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  if (rest.length > 0) {
    process.stderr.write(`npm run docs takes no ${rest[0]}.\n`)
    return 2
  }
  await setUp({ parts: ['npm'], ...flags })
  const { kindsDocument, parityDocument } = await importBundled(
    "export * from './kinds-document'; export * from './parity-document'",
    'src/shared/domain/schedule/testing',
  )
  const { modelsDocument } = await importBundled(
    "export * from './models-document'",
    'src/shared/domain/testing',
  )
  const { filtersDocument } = await importBundled(
    "export * from './filters-document'",
    'src/shared/domain/compare/testing',
  )
  const fixture = join(checkoutDir, 'fixtures', 'schedules', 'parity.json')
  const cases = JSON.parse(await readFile(fixture, 'utf8'))
  const folder = join(checkoutDir, 'docs')
  await writeFile(join(folder, 'schedules.md'), kindsDocument())
  await writeFile(join(folder, 'parity.md'), parityDocument(cases))
  await writeFile(join(folder, 'models.md'), modelsDocument())
  await writeFile(join(folder, 'filters.md'), filtersDocument())
  await writeBenchmarks()
  process.stdout.write(
    'Written: docs/schedules.md, docs/parity.md, docs/models.md, docs/filters.md, docs/benchmarks.md\n',
  )
  return 0
}

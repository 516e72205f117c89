import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importBundled } from '../bundled.mjs'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { takeSetUpFlags } from './flags.mjs'

/**
 * `npm run parity`: compares our schedules with the libraries' rates and prints a table; with
 * --write it goes into docs/parity.md as well.
 * @param {string[]} args
 */
export async function parity(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  const unknown = rest.find((arg) => arg !== '--write')
  if (unknown !== undefined) {
    process.stderr.write(`npm run parity takes no ${unknown}; there is --write.\n`)
    return 2
  }
  await setUp({ parts: ['npm'], ...flags })
  const { parityTable, tableText, parityDocument } = await importBundled(
    "export * from './parity-table'; export * from './parity-document'",
    'src/shared/domain/schedule/testing',
  )
  const fixture = join(checkoutDir, 'fixtures', 'schedules', 'parity.json')
  const cases = JSON.parse(await readFile(fixture, 'utf8'))
  const rows = parityTable(cases)
  process.stdout.write(tableText(rows))
  const failures = rows.flatMap((row) => row.failures)
  for (const failure of failures) process.stderr.write(`Not equal: ${failure}\n`)
  if (failures.length > 0) return 1
  if (rest.includes('--write')) {
    await writeFile(join(checkoutDir, 'docs', 'parity.md'), parityDocument(cases))
  }
  return 0
}

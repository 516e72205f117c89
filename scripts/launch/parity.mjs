import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { importBundled } from '../bundled.mjs'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { takeSetUpFlags } from './flags.mjs'

/**
 * `npm run parity`: compares our schedules with the libraries' rates and prints a table.
 * @param {string[]} args
 */
export async function parity(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  if (rest.length > 0) {
    process.stderr.write(`npm run parity takes no ${rest[0]}.\n`)
    return 2
  }
  await setUp({ parts: ['npm'], ...flags })
  const { parityTable, tableText } = await importBundled(
    "export * from './parity-table'",
    'src/shared/domain/schedule/testing',
  )
  const fixture = join(checkoutDir, 'fixtures', 'schedules', 'parity.json')
  const cases = JSON.parse(await readFile(fixture, 'utf8'))
  const rows = parityTable(cases)
  process.stdout.write(tableText(rows))
  const failures = rows.flatMap((row) => row.failures)
  for (const failure of failures) process.stderr.write(`Not equal: ${failure}\n`)
  return failures.length > 0 ? 1 : 0
}

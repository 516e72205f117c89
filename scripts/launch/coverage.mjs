import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { areas, exclusions, isTestCode } from '../coverage/areas.mjs'
import { waysByFile } from '../coverage/branches.mjs'
import { gapsText, isMet, rowsOf, tableText } from '../coverage/table.mjs'
import { setUp } from '../setup/index.mjs'
import { checkoutDir } from '../setup/paths.mjs'
import { runInPlace } from './child.mjs'
import { takeSetUpFlags } from './flags.mjs'
import { appEnv } from './run.mjs'

const HELP = `Usage: npm run coverage [-- --gaps]
Runs the unit tests, and the integration tests that lie in src, and prints which share of the branches of
src/main and src/shared they take. Ends with 1 when an area misses its bar (scripts/coverage/areas.mjs) or a test fails.
  --gaps  list every branch that no test takes, by file and line
`

/** One after the other: trainers need the cores that unit tests would take. */
const projects = ['unit', 'integration']

/**
 * `npm run coverage`: how many of the branches the tests take, by area.
 * @param {string[]} args
 */
export async function coverage(args) {
  const { rest, ...flags } = takeSetUpFlags(args)
  const isKnown = rest.every((arg) => arg === '--gaps')
  if (!isKnown) {
    process.stderr.write(HELP)
    return 2
  }
  await setUp({ parts: ['npm', 'build', 'tensorflow', 'dataset'], ...flags })
  const folder = mkdtempSync(join(tmpdir(), 'cooldown-coverage-'))
  try {
    const runs = []
    let failed = false
    for (const project of projects) {
      const reports = join(folder, project)
      failed = (await runInPlace(...vitest(project, reports))) !== 0 || failed
      runs.push(JSON.parse(readFileSync(join(reports, 'coverage-final.json'), 'utf8')))
    }
    return conclude(counted(runs), failed, rest.includes('--gaps'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} project
 * @param {string} reports
 * @returns {[string, string[], NodeJS.ProcessEnv]}
 */
function vitest(project, reports) {
  const program = join(checkoutDir, 'node_modules', 'vitest', 'vitest.mjs')
  const coverage = [
    '--coverage.enabled',
    '--coverage.include=src/{main,shared}/**/*.ts',
    '--coverage.reporter=json',
    `--coverage.reportsDirectory=${reports}`,
    '--coverage.reportOnFailure',
  ]
  const args = ['run', 'src', '--project', project, '--reporter=dot']
  return [process.execPath, [program, ...args, ...coverage], appEnv(checkoutDir)]
}

/**
 * The product's own files, by their paths in the checkout.
 * @param {Record<string, import('../coverage/branches.mjs').FileCount>[]} runs
 */
function counted(runs) {
  const files = [...waysByFile(runs)].map(
    ([file, ways]) => /** @type {const} */ ([pathOf(file), ways]),
  )
  const isExcluded = (/** @type {string} */ path) =>
    isTestCode(path) || exclusions.some((exclusion) => path.startsWith(exclusion.path))
  return new Map(files.filter(([path]) => !isExcluded(path)).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** @param {string} file */
const pathOf = (file) => relative(checkoutDir, file).split(sep).join('/')

/**
 * @param {ReturnType<typeof counted>} files
 * @param {boolean} failed whether a test did
 * @param {boolean} withGaps
 */
function conclude(files, failed, withGaps) {
  const rows = rowsOf(areas, files)
  if (withGaps) process.stdout.write(`\n${gapsText(files)}`)
  process.stdout.write(`\n${tableText(rows)}\nNot counted:\n`)
  for (const { path, why } of exclusions) process.stdout.write(`  ${path.padEnd(26)} ${why}\n`)
  const missed = rows.filter((row) => !isMet(row)).map(({ name }) => name)
  if (missed.length > 0) process.stdout.write(`\nBelow the bar: ${missed.join(', ')}\n`)
  if (failed) process.stdout.write('\nA test failed, so the counts are not complete.\n')
  return missed.length > 0 || failed ? 1 : 0
}

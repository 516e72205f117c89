import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkoutDir } from '../setup/paths.mjs'
import { countSuite } from './count.mjs'
import { suites } from './list.mjs'

/** @typedef {import('./list.mjs').Suite} Suite */

/**
 * Runs the named suites, all without any name, each to its end, and lists what each counted.
 * @param {string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} exit code: 0 when nothing failed, and nothing was skipped where CI=true
 */
export async function runSuites(names, env) {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name))
  if (unknown !== undefined) {
    const known = suites.map((suite) => suite.name).join(', ')
    process.stderr.write(`There is no suite "${unknown}"; there are ${known}.\n`)
    return 2
  }
  const reports = mkdtempSync(join(tmpdir(), 'cooldown-suites-'))
  try {
    const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name))
    const run = (/** @type {Suite} */ suite) => runSuite(suite, reports, env)
    // One core each: what only looks at the sources disturbs nobody. The rest has the machine alone.
    const results = await Promise.all(chosen.filter(({ looksOnly }) => looksOnly).map(run))
    for (const suite of chosen.filter(({ looksOnly }) => !looksOnly)) results.push(await run(suite))
    return conclude(results, env.CI === 'true')
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

/** @param {Suite} suite @param {string} reports @param {NodeJS.ProcessEnv} env */
async function runSuite(suite, reports, env) {
  if (!suite.looksOnly) process.stdout.write(`\n== ${suite.name}\n`)
  if (suite.needs && !env[suite.needs]) {
    process.stdout.write(`skipped: ${suite.needs} is not set, what it needs was not found\n`)
    return { name: suite.name, seconds: 0, passed: 0, failed: 0, skipped: 1 }
  }
  const started = performance.now()
  const report = join(reports, `${suite.name}.json`)
  const status = await execute(suite, report, env)
  const seconds = (performance.now() - started) / 1000
  return { name: suite.name, seconds, ...countSuite(suite.counts, status, report) }
}

/**
 * What runs side by side with others is shown when it is over, so that lines do not mix.
 * @param {Suite} suite
 * @param {string} report
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number | null>} exit code; null when a signal ended it
 */
async function execute({ name, program, args, screen, looksOnly }, report, env) {
  const command = [process.execPath, join(checkoutDir, 'node_modules', program), ...args]
  if (program.startsWith('vitest')) command.push(`--outputFile.json=${report}`)
  const needsScreen = screen && process.platform === 'linux'
  const [file = '', ...rest] = needsScreen ? [...virtualScreen, ...command] : command
  const child = spawn(file, rest, {
    cwd: checkoutDir,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    stdio: ['inherit', looksOnly ? 'pipe' : 'inherit', looksOnly ? 'pipe' : 'inherit'],
  })
  /** @type {Buffer[]} */
  const shown = []
  child.stdout?.on('data', (chunk) => shown.push(chunk))
  child.stderr?.on('data', (chunk) => shown.push(chunk))
  const [status] = await once(child, 'close')
  if (looksOnly) process.stdout.write(`\n== ${name}\n${Buffer.concat(shown).toString()}`)
  return status
}

/** Always a screen of our own, so that no window disturbs or is disturbed by a person's. */
const virtualScreen = ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1600x1000x24']

/** @param {(import('./count.mjs').Count & { name: string, seconds: number })[]} results @param {boolean} strict */
function conclude(results, strict) {
  process.stdout.write('\n')
  for (const { name, passed, failed, skipped, seconds } of results) {
    const parts = [
      `${passed} passed`,
      `${failed} failed`,
      ...(skipped ? [`${skipped} skipped`] : []),
    ]
    process.stdout.write(`${name.padEnd(12)} ${parts.join(', ')} (${seconds.toFixed(1)} s)\n`)
  }
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    results.reduce((total, result) => total + result[key], 0)
  const failed = sum('failed') + (strict ? sum('skipped') : 0)
  process.stdout.write(`\n${sum('passed')} passed, ${failed} failed\n`)
  return failed === 0 ? 0 : 1
}

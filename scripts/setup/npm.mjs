import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { readJson } from './files.mjs'
import { withLock } from './lock.mjs'
import { stateDir } from './paths.mjs'
import { findProgram } from './programs.mjs'

/** npm has its own time limits; this ends one that hangs for good. */
const STALL_MS = 5 * 60_000

/**
 * Installs the packages of package-lock.json unless they are there.
 * @param {import('./context.mjs').Context} context
 */
export async function setUpNpm(context) {
  if (isStamped(context.checkout)) return
  await withLock(context, checkoutLock(context.checkout, 'npm'), async (hold) => {
    if (isStamped(context.checkout)) return
    if (!isInstalled(context.checkout)) await runNpmCi(context, hold)
    mkdirSync(stateDir(context.checkout), { recursive: true })
    writeFileSync(stampFile(context.checkout), lockHash(context.checkout))
  })
}

/**
 * A lock that only set-ups of the same checkout share.
 * @param {string} checkout
 * @param {string} what
 */
export function checkoutLock(checkout, what) {
  return `${what}-${createHash('sha256').update(resolve(checkout)).digest('hex').slice(0, 12)}`
}

/** @param {string} checkout */
function stampFile(checkout) {
  return join(stateDir(checkout), 'lock.sha256')
}

/** @param {string} checkout */
function lockHash(checkout) {
  const file = join(checkout, 'package-lock.json')
  if (!existsSync(file)) throw new Error(`${file} is missing: is this a whole checkout?`)
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** @param {string} checkout */
function isStamped(checkout) {
  const file = stampFile(checkout)
  return existsSync(file) && readFileSync(file, 'utf8').trim() === lockHash(checkout)
}

/**
 * Whether somebody has run `npm install` or `npm ci` by hand: npm's own record of what lies in
 * node_modules, written when it is done, then agrees with the lock file.
 * @param {string} checkout
 */
export function isInstalled(checkout) {
  const wanted = readJson(join(checkout, 'package-lock.json'))?.packages
  const record = readJson(join(checkout, 'node_modules', '.package-lock.json'))?.packages
  if (!wanted || !record) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const found = record[path]
    if (!found) return entry.optional === true || entry.devOptional === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/**
 * @param {import('./context.mjs').Context} context
 * @param {(child: number) => void} hold
 */
async function runNpmCi(context, hold) {
  const { checkout, log, offline } = context
  const paths = packagePaths(context)
  const [program = '', ...npm] = findNpm(context)
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']
  const label = 'Installing npm packages'
  const progress = log.progress({ label, total: paths.length, unit: 'packages' })
  const result = await runCommand(program, [...npm, ...args, ...(offline ? ['--offline'] : [])], {
    cwd: checkout,
    env: context.env,
    stallMs: STALL_MS,
    onStart: hold,
    activity: () => {
      const there = paths.filter((path) => existsSync(join(checkout, path, 'package.json'))).length
      progress.update(there)
      return there
    },
  }).finally(progress.end)
  if (result.code === 0) return
  const errors = result.output.split('\n').filter((line) => /^npm (err|error)/i.test(line))
  const why = result.ended ?? lastLines(errors.slice(0, 6).join('\n') || result.output, 6)
  const advice = offline
    ? 'Run the command once without --offline (or COOLDOWN_OFFLINE), with a network.'
    : "Check the network and npm's own settings (`npm config list`), then run the command again."
  throw new Error(`npm could not install the packages:\n${why}\n${advice}`)
}

/**
 * Where npm will put packages: those of the lock file but for other systems' programs.
 * @param {import('./context.mjs').Context} context
 */
function packagePaths({ checkout, platform, arch }) {
  /** @type {Record<string, { os?: string[], cpu?: string[] }>} */
  const packages = readJson(join(checkout, 'package-lock.json'))?.packages ?? {}
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .filter(([, { os = [platform], cpu = [arch] }]) => os.includes(platform) && cpu.includes(arch))
    .map(([path]) => path)
}

/**
 * The npm that started us, else the one beside this Node, else the one on the PATH.
 * @param {import('./context.mjs').Context} context
 * @returns {string[]}
 */
function findNpm({ env, platform }) {
  const home = dirname(process.execPath)
  const script = [
    ...(/npm-cli\.js$/.test(env.npm_execpath ?? '') ? [env.npm_execpath ?? ''] : []),
    join(home, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(home, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((file) => existsSync(file))
  if (script) return [process.execPath, script]
  const program = findProgram('npm', env, platform)
  if (!program)
    throw new Error('npm was not found: install it (it comes with Node from nodejs.org)')
  return [program]
}

import { existsSync } from 'node:fs'
import { lastLines, runCommand } from './command.mjs'
import { findProgram, isProgram } from './programs.mjs'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** What the browser tests and Electron 9 need, as Debian names it. */
export const DEBIAN_PACKAGES = [
  ...['chromium', 'xvfb', 'xauth'],
  ...['libnss3', 'libgtk-3-0', 'libasound2', 'libgbm1'],
]
const LIBRARIES = ['libnss3.so', 'libgtk-3.so.0', 'libasound.so.2', 'libgbm.so.1']
const INSTALL_MS = 15 * 60_000

/**
 * @typedef {object} SystemPart
 * @property {string | null} chromium
 * @property {string | null} xvfb
 * @property {string[]} missing what was looked for and not found
 * @property {string} advice how to get it; empty when nothing is missing
 */

/**
 * What the end-to-end tests need from the system. Installs it only as root on a Debian.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<SystemPart>}
 */
export async function setUpSystem(context) {
  const found = await lookAround(context)
  if (found.missing.length === 0 || context.offline || !mayInstall(context)) return found
  context.log.say(`Installing for the tests: ${DEBIAN_PACKAGES.join(' ')}.`)
  const env = { ...context.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { env, timeoutMs: INSTALL_MS }
  const update = await runCommand('apt-get', ['update', '-q'], options)
  const install = ['install', '-y', '-q', '--no-install-recommends', ...DEBIAN_PACKAGES]
  const result = await runCommand('apt-get', install, options)
  const after = await lookAround(context)
  if (result.code === 0) return after
  const why = result.ended ?? lastLines(`${update.output}\n${result.output}`, 4)
  return { ...after, advice: `${after.advice}\napt-get could not install it: ${why}` }
}

/** @param {import('./context.mjs').Context} context @returns {Promise<SystemPart>} */
async function lookAround(context) {
  const { env, platform } = context
  const named = env.CHROMIUM_PATH && isProgram(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined
  const onPath = BROWSERS.map((name) => findProgram(name, env, platform)).find(Boolean)
  const chromium = named ?? onPath ?? null
  if (platform !== 'linux') {
    return {
      chromium,
      xvfb: null,
      missing: chromium ? [] : ['chromium'],
      advice: adviceFor(context),
    }
  }
  const xvfb = findProgram('Xvfb', env) ?? null
  const missing = [
    ...(chromium ? [] : ['chromium']),
    ...(xvfb ? [] : ['Xvfb']),
    ...(findProgram('xvfb-run', env) ? [] : ['xvfb-run']),
    ...(await missingLibraries(env)),
  ]
  return { chromium, xvfb, missing, advice: missing.length > 0 ? adviceFor(context) : '' }
}

/** @param {NodeJS.ProcessEnv} env @returns {Promise<string[]>} */
async function missingLibraries(env) {
  const program = findProgram('ldconfig', { ...env, PATH: `${env.PATH ?? ''}:/sbin:/usr/sbin` })
  if (!program) return []
  const { output, code } = await runCommand(program, ['-p'], { env, keepAll: true })
  return code === 0 ? LIBRARIES.filter((name) => !output.includes(`\t${name} `)) : []
}

/** @param {import('./context.mjs').Context} context */
function mayInstall({ env }) {
  const isRoot = process.getuid?.() === 0
  return isRoot && existsSync('/etc/debian_version') && findProgram('apt-get', env) !== undefined
}

/** @param {import('./context.mjs').Context} context */
function adviceFor({ env, platform }) {
  if (platform !== 'linux') return 'Install Chromium or Chrome, or set CHROMIUM_PATH to one.'
  const onDebian = findProgram('apt-get', env) !== undefined
  const command = `sudo apt-get install ${DEBIAN_PACKAGES.join(' ')}`
  return onDebian
    ? `Install it: ${command}`
    : `Install what Debian calls: ${DEBIAN_PACKAGES.join(' ')}`
}

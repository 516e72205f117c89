import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkoutDir } from '../setup/paths.mjs'

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} program below node_modules
 * @property {string[]} args
 */

/** Every check of `npm test`, in order. @type {Check[]} */
export const CHECKS = [
  { name: 'types', program: 'vue-tsc/bin/vue-tsc.js', args: ['--build', '--noEmit'] },
  { name: 'lint', program: 'eslint/bin/eslint.js', args: ['.'] },
  { name: 'format', program: 'prettier/bin/prettier.cjs', args: ['--check', '.'] },
  { name: 'unit', program: 'vitest/vitest.mjs', args: ['run'] },
]

/**
 * Runs the named checks, all without any name, to the end, and lists what each gave.
 * @param {string[]} names
 * @param {NodeJS.ProcessEnv} env
 * @returns {number} exit code
 */
export function runChecks(names, env) {
  const unknown = names.find((name) => !CHECKS.some((check) => check.name === name))
  if (unknown) {
    const known = CHECKS.map((check) => check.name).join(', ')
    process.stderr.write(`There is no check ${unknown}; there are: ${known}.\n`)
    return 2
  }
  const results = CHECKS.filter(({ name }) => names.length === 0 || names.includes(name)).map(
    (check) => ({ name: check.name, ...runCheck(check, env) }),
  )
  for (const { name, passed, seconds } of results) {
    process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${name}  ${seconds.toFixed(1)} s\n`)
  }
  return results.every(({ passed }) => passed) ? 0 : 1
}

/** @param {Check} check @param {NodeJS.ProcessEnv} env */
function runCheck({ name, program, args }, env) {
  process.stdout.write(`\n== ${name}\n`)
  const started = performance.now()
  const file = join(checkoutDir, 'node_modules', program)
  const options = /** @type {const} */ ({ cwd: checkoutDir, env, stdio: 'inherit' })
  const status = existsSync(file)
    ? spawnSync(process.execPath, [file, ...args], options).status
    : undefined
  if (status === undefined) process.stdout.write(`there is no program ${file}\n`)
  return { passed: status === 0, seconds: (performance.now() - started) / 1000 }
}

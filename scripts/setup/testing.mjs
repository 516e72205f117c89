import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createContext } from './context.mjs'
import { silentLog } from './log.mjs'

/** A folder that is gone after the test. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'cooldown-setup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * A context whose checkout, cache and PATH are folders of this test; what it says is kept.
 * @param {Partial<import('./context.mjs').Context>} [given]
 */
export function testContext(given = {}) {
  const root = temporaryFolder()
  /** @type {string[]} */
  const said = []
  const log = { ...silentLog, say: (/** @type {string} */ text) => void said.push(text) }
  const env = { PATH: join(root, 'no-programs') }
  const folders = { checkout: join(root, 'checkout'), cache: join(root, 'cache') }
  for (const folder of Object.values(folders)) mkdirSync(folder)
  const context = createContext({ ...folders, env, log, offline: false, retry: false, ...given })
  return { ...context, said }
}

/**
 * @param {string} folder
 * @param {Record<string, string | Uint8Array>} files
 */
export function writeFiles(folder, files) {
  for (const [name, contents] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), contents)
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeHistory } from './history.mjs'
import { measurePage } from './page.mjs'

const EPOCHS = 100

/**
 * Makes data directories of these many runs and compares all of their runs at once in a browser.
 * @param {string} executablePath of Chromium
 * @param {readonly number[]} sizes
 * @param {(text: string) => void} log
 */
export async function measureCompare(executablePath, sizes, log) {
  const found = []
  for (const runs of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'cooldown-bench-'))
    try {
      log(`${runs.toLocaleString('en-US')} runs of ${EPOCHS} epochs ...`)
      await writeHistory(folder, { runs, epochs: EPOCHS })
      found.push({ runs, ...(await measurePage(executablePath, folder, runs)) })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return found
}

import { existsSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'

const LOOK_EVERY_MS = 10

/**
 * Sees each row of a lab's one run the moment it is on the disk; what the lab tells comes in batches.
 * @param {string} dataDir
 */
export function watchRows(dataDir) {
  const runs = join(dataDir, 'runs')
  /** @type {number[]} */
  const at = []
  /** @type {import('node:fs').FSWatcher | undefined} */
  let watcher
  const timer = setInterval(() => {
    // A folder that is still being made has another ending.
    const [run] = existsSync(runs) ? readdirSync(runs).filter((name) => !name.includes('.')) : []
    const file = join(runs, run ?? '', 'series.epochs')
    if (run === undefined || !existsSync(file)) return
    clearInterval(timer)
    watcher = watch(file, () => look(file))
  }, LOOK_EVERY_MS)
  /** @param {string} file */
  const look = (file) => {
    // The history's end is a change as well.
    if (!existsSync(file)) return
    const rows = readFileSync(file, 'utf8').split('\n').length - 1
    while (at.length < rows) at.push(performance.now() / 1000)
  }
  return {
    /** Seconds between one row and the next. */
    intervals: () => at.slice(1).map((time, row) => time - (at[row] ?? NaN)),
    end: () => {
      clearInterval(timer)
      watcher?.close()
    },
  }
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeHistory } from './history.mjs'
import { measurePage } from './page.mjs'

const EPOCHS = 100
const ROUNDS = 5

/** @typedef {Awaited<ReturnType<typeof measurePage>>} Opening */

/** The figure in the middle of some openings. @param {Opening[]} openings @param {keyof Opening} name */
function median(openings, name) {
  const sorted = openings.map((opening) => opening[name]).sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}

/**
 * What all openings after the first have in the middle; the first, which reads every run's own folder
 * as no study has been looked at before, by its times alone.
 * @param {Opening[]} openings
 */
function summary([first, ...later]) {
  const names = /** @type {(keyof Opening)[]} */ (Object.keys(first))
  return {
    ...Object.fromEntries(names.map((name) => [name, median(later, name)])),
    slowestListMs: Math.max(...later.map(({ listMs }) => listMs)),
    slowestCurvesMs: Math.max(...later.map(({ curvesMs }) => curvesMs)),
    firstListMs: first.listMs,
    firstCurvesMs: first.curvesMs,
  }
}

/**
 * Makes data directories of these many runs and compares all of their runs at once in a browser, some
 * times over.
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
      const openings = []
      for (let round = 0; round <= ROUNDS; round++) {
        openings.push(await measurePage(executablePath, folder, runs))
      }
      found.push({ runs, ...summary(openings) })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
  return found
}

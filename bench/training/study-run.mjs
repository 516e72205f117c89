import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkoutDir } from '../../scripts/setup/paths.mjs'
import { startLines } from './line-process.mjs'

/** What people run, set-up and all. */
const command = join(checkoutDir, 'scripts', 'cooldown.mjs')

/**
 * @typedef {object} StudyRun
 * @property {number} seconds from the launch to the end of the process
 * @property {number[]} epochsAt seconds from the launch at which each epoch was told
 * @property {any} recipe of its first run, as it was kept
 * @property {{ trial: string, seed: number, finalValAccuracy: number }[]} runs as they ended
 */

/**
 * `cooldown study run article` in a history of its own, with checkpoints, records and progress as
 * people have them.
 * @param {string} folder
 * @param {string[]} options
 * @param {(dataDir: string) => void} [prepare]
 * @returns {Promise<StudyRun>}
 */
export async function runStudy(folder, options, prepare = () => undefined) {
  const dataDir = mkdtempSync(join(folder, 'study-'))
  prepare(dataDir)
  try {
    const launchedAt = performance.now()
    const since = () => (performance.now() - launchedAt) / 1000
    const args = [command, 'study', 'run', 'article', ...options, '--data-dir', dataDir, '--json']
    const lines = startLines(process.execPath, args, process.env)
    const epochsAt = []
    let event = await lines.next()
    for (; event.event !== 'study'; event = await lines.next()) {
      if (event.event === 'epoch') epochsAt.push(since())
    }
    const { runs } = event
    const code = await lines.ended
    if (code !== 0) throw new Error(`the study ended with exit code ${code}`)
    return { seconds: since(), epochsAt, recipe: firstRecipe(dataDir), runs }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** @param {string} dataDir */
function firstRecipe(dataDir) {
  const runs = join(dataDir, 'runs')
  const [first = ''] = readdirSync(runs)
  const { body } = JSON.parse(readFileSync(join(runs, first, 'recipe.json'), 'utf8'))
  return body.trial.recipe
}

/** One run of the article alone on the machine. */
export const alone = ['--trials', 'exponential', '--parallel', '1']

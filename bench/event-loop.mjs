// Delay of the lab's event loop while it trains: a study runs, the process that holds the lab is measured.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const program = resolve(here, '../out/main/cli.js')
const probe = pathToFileURL(join(here, 'event-loop-probe.mjs')).href

/**
 * Trains `epochs` epochs of the article's nine trials and returns the delay figures in ms.
 * @param {number} epochs
 */
export async function measureEventLoop(epochs) {
  const folder = await mkdtemp(join(tmpdir(), 'cooldown-bench-'))
  const file = join(folder, 'delay.json')
  const args = ['study', 'run', 'article', '--epochs', String(epochs), '--data-dir', folder]
  try {
    await run(['--import', probe, program, ...args, '--json'], { COOLDOWN_DELAY_FILE: file })
    return JSON.parse(await readFile(file, 'utf8'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @param {string[]} args @param {Record<string, string>} env */
function run(args, env) {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    child.on('error', failed)
    child.on('exit', (code) =>
      code === 0 ? done(undefined) : failed(new Error(`the study ended with exit code ${code}`)),
    )
  })
}

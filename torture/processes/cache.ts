import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { freshFolder } from '../../integration/cooldown'
import { MersenneTwister } from '../../src/shared/domain/random/mersenne-twister'
import { readInstalledParts } from '../../src/main/services/installed-parts'
import type { Dose, Outcome, Torture } from '../torture'
import { programBeside } from './program-beside'
import { later, reached } from './served-lab'

const name = 'fashion-mnist-v1.bin'
/** Long before it could be done. */
const earlyMs = 200
/** About as long as the half file is there. */
const lateMs = 200

/** The verified files as they were fetched. */
function fetchedFolder(): string {
  const decoded = readInstalledParts(process.env.COOLDOWN_PARTS).dataset?.decoded?.file
  const datasets = decoded ? dirname(decoded) : join(homedir(), '.cache/cooldown/datasets')
  return resolve(datasets, 'fashion-mnist')
}

const isHalf = (file: string) => file.includes('.tmp-')

const fill = (cache: string) =>
  spawn(process.execPath, [programBeside('fill-cache.mjs'), fetchedFolder(), cache], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function ended(child: ReturnType<typeof fill>) {
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output.trim() }
}

const sha256 = async (file: string) =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex')

async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const random = new MersenneTwister([seed])
  const broken: string[] = []
  let killed = 0
  let leftBehind = 0
  for (let turn = 1; turn <= n; turn++) {
    const { path: cache, remove } = await freshFolder()
    try {
      const datasets = join(cache, 'datasets')
      await mkdir(datasets)
      const first = fill(cache)
      const firstEnd = ended(first)
      if (turn % 2 === 0) {
        const hasBegun = async () =>
          first.exitCode !== null || (await readdir(datasets)).some(isHalf)
        await reached(hasBegun)
      }
      await later(random.nextBelow(turn % 2 === 0 ? lateMs : earlyMs))
      first.kill('SIGKILL')
      if ((await firstEnd).code === null) killed += 1
      const left = await readdir(datasets)
      leftBehind += left.filter(isHalf).length
      const { code, output } = await ended(fill(cache))
      if (code !== 0) broken.push(`turn ${turn}: filled again with ${code}: ${output}`)
      else if ((await sha256(join(datasets, name))) !== output) {
        broken.push(`turn ${turn}: a cache with other bytes was taken for whole`)
      }
      const rest = (await readdir(datasets)).filter(isHalf)
      broken.push(...rest.map((each) => `turn ${turn}: ${each} stays in the cache`))
      log(`${turn} of ${n}`)
    } finally {
      await remove()
    }
  }
  if (killed === 0) broken.push('every filling ended before it was killed: nothing was tried')
  return { figures: { killed, 'half files swept by the next': leftBehind }, broken }
}

export const cache: Torture = {
  name: 'cache',
  promise: 'a half unpacked data set is never taken for a whole one, and does not stay',
  unit: 'kills while the data set is unpacked',
  usual: 50,
  short: 2,
  run,
}

import { readFile } from 'node:fs/promises'
import { freshFolder } from '../../integration/cooldown'
import { isFinal } from '../../src/shared/domain/run'
import type { Dose, Outcome, Torture } from '../torture'
import { reached, serveLab } from './served-lab'
import { startSmallStudy } from './small-study'

const epochs = 2
const seedsOfStudy = 20
const patienceMs = 600_000
/** R12: what a thousand runs may add to the lab's memory. */
const mostGrowthMB = 50
/** Until then code is compiled and pools fill, which is no leak. */
const warmUpShare = 0.2

async function memoryMB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? NaN) / 1024
}

async function run({ n, log }: Dose): Promise<Outcome> {
  const broken: string[] = []
  const folder = await freshFolder()
  const served = await serveLab(folder.path)
  let ended = 0
  let failed = 0
  served.lab.on('runsChanged', ({ runs }) => {
    for (const { id, status, outcome } of runs) {
      if (!isFinal(status)) continue
      ended += 1
      if (status === 'completed') continue
      failed += 1
      broken.push(`run ${id} is ${status}: ${String(outcome)}`)
    }
  })
  let warmMB = NaN
  let lastMB = NaN
  try {
    for (let made = 0; made < n; made += seedsOfStudy) {
      const size = Math.min(seedsOfStudy, n - made)
      const seeds = Array.from({ length: size }, (_, at) => at + 1)
      await startSmallStudy(served.lab, { trials: 1, epochs, seeds })
      if ((await reached(() => ended >= made + size, patienceMs)) === false) {
        broken.push(`${made + size - ended} runs never ended`)
        break
      }
      lastMB = await memoryMB(served.pid)
      if (Number.isNaN(warmMB) && ended >= n * warmUpShare) warmMB = lastMB
      log(`${ended} of ${n} runs, ${Math.round(lastMB)} MB`)
    }
  } finally {
    served.kill('SIGTERM')
    await served.ended
    await folder.remove()
  }
  const growthMB = lastMB - warmMB
  if (!(growthMB <= mostGrowthMB)) broken.push(`the lab grew by ${growthMB.toFixed(1)} MB`)
  return {
    figures: {
      runs: ended,
      'not completed': failed,
      'memory after a fifth of them, MB': Math.round(warmMB),
      'memory at the end, MB': Math.round(lastMB),
      'growth, MB': growthMB.toFixed(1),
    },
    broken,
  }
}

export const soak: Torture = {
  name: 'soak',
  promise: `a lab grows by at most ${mostGrowthMB} MB while it trains a thousand runs`,
  unit: 'runs of two epochs',
  usual: 1_000,
  short: 6,
  run,
}

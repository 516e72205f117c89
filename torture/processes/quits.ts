import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { freshFolder } from '../../integration/cooldown'
import { MersenneTwister } from '../../src/shared/domain/random/mersenne-twister'
import type { Dose, Outcome, Torture } from '../torture'
import { allGone, later, leftovers, serveLab, trainersOf } from './served-lab'
import { startSmallStudy } from './small-study'

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
const mostPauseMs = 3_000

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const random = new MersenneTwister([seed])
  const broken: string[] = []
  let slowestMs = 0
  const folder = await freshFolder()
  try {
    for (let turn = 1; turn <= n; turn++) {
      const signal = signals[random.nextBelow(signals.length)] ?? 'SIGTERM'
      const served = await serveLab(folder.path)
      await served.lab.settings.update({ parallelRuns: 2 })
      const { study } = await startSmallStudy(served.lab, { trials: 2, epochs: 1_000 })
      await later(random.nextBelow(mostPauseMs))
      const trainers = await trainersOf(served.pid)
      const asked = performance.now()
      served.kill(signal)
      const { code, signal: by } = await served.ended
      const where = `turn ${turn}, ${signal}`
      if (by !== null) broken.push(`${where}: the lab was ended by ${by}, code ${code}`)
      if ((await allGone(trainers)) === false) broken.push(`${where}: a trainer was left behind`)
      slowestMs = Math.max(slowestMs, performance.now() - asked)
      if (await exists(join(folder.path, 'lock'))) broken.push(`${where}: the lock was left behind`)
      for (const name of await leftovers(folder.path)) broken.push(`${where}: ${name} was left`)
      const next = await serveLab(folder.path)
      const { runs: now } = await next.lab.studies.get({ studyId: study.id })
      for (const { id, status } of now) {
        if (status !== 'interrupted') broken.push(`${where}: run ${id} is ${status}`)
      }
      const { storageProblems } = await next.lab.machine.describe({})
      broken.push(...storageProblems.map((problem) => `${where}: ${problem}`))
      next.kill('SIGTERM')
      await next.ended
      log(`${turn} of ${n}`)
    }
  } finally {
    await folder.remove()
  }
  return {
    figures: { quits: n, 'slowest until all processes were gone, ms': Math.round(slowestMs) },
    broken,
  }
}

export const quits: Torture = {
  name: 'quits',
  promise:
    'a lab that is asked to end puts its runs away, frees the folder and leaves nobody behind',
  unit: 'quits by SIGTERM, SIGINT or SIGHUP while it trains',
  usual: 100,
  short: 2,
  run,
}

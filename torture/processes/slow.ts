import { freshFolder } from '../../integration/cooldown'
import { MersenneTwister } from '../../src/shared/domain/random/mersenne-twister'
import { isFinal, type RunRecord } from '../../src/shared/domain/run'
import type { Dose, Outcome, Torture } from '../torture'
import { later, reached, serveLab, trainersOf, type ServedLab } from './served-lab'
import { startSmallStudy } from './small-study'

const epochs = 200
const patienceMs = 300_000
/** Well below the half minute after which a trainer counts as stuck. */
const mostStopMs = 8_000

/** Trains one run to its end; `disturb` is told when it has begun. */
async function trained(
  { lab }: ServedLab,
  disturb: (isOver: () => boolean) => Promise<void>,
): Promise<RunRecord | null> {
  let record: RunRecord | null = null
  let epochsTold = 0
  const leave = [
    lab.on('runsChanged', ({ runs }) => {
      record = runs[0] ?? record
    }),
    lab.on('runsAdvanced', ({ epochs: told }) => {
      epochsTold += told.length
    }),
  ]
  const isOver = () => record !== null && isFinal(record.status)
  await startSmallStudy(lab, { trials: 1, epochs })
  await reached(() => epochsTold > 0 || isOver(), patienceMs)
  await disturb(isOver)
  await reached(isOver, patienceMs)
  leave.forEach((stop) => stop())
  return record
}

async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const random = new MersenneTwister([seed])
  const broken: string[] = []
  let stops = 0
  const folder = await freshFolder()
  const served = await serveLab(folder.path)
  try {
    const expected = await trained(served, async () => undefined)
    if (!expected?.weightsSha256) broken.push('the undisturbed run did not end')
    for (let turn = 1; turn <= n; turn++) {
      const record = await trained(served, async (isOver) => {
        for (const pid of await trainersOf(served.pid)) {
          if (isOver()) return
          process.kill(pid, 'SIGSTOP')
          await later(1 + random.nextBelow(mostStopMs))
          process.kill(pid, 'SIGCONT')
          stops += 1
        }
      })
      const { status, weightsSha256 } = record ?? {}
      if (status !== 'completed') broken.push(`turn ${turn}: the run is ${String(status)}`)
      if (weightsSha256 !== expected?.weightsSha256) broken.push(`turn ${turn}: other weights`)
      log(`${turn} of ${n}`)
    }
    if (stops === 0) broken.push('no trainer was there to be stopped: nothing was tried')
  } finally {
    served.kill('SIGTERM')
    await served.ended
    await folder.remove()
  }
  return { figures: { runs: n, 'times stopped and continued': stops }, broken }
}

export const slow: Torture = {
  name: 'slow',
  promise:
    'a trainer that stands still for some seconds is waited for, and ends with the same weights',
  unit: 'runs whose trainer is stopped for up to 8 s',
  usual: 20,
  short: 1,
  run,
}

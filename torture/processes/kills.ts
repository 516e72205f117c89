import { freshFolder } from '../../integration/cooldown'
import type { RunId } from '../../src/shared/domain/ids'
import { MersenneTwister } from '../../src/shared/domain/random/mersenne-twister'
import type { EpochRow } from '../../src/shared/domain/series'
import type { Dose, Outcome, Torture } from '../torture'
import { allGone, later, leftovers, reached, serveLab, trainersOf } from './served-lab'
import { startSmallStudy } from './small-study'

/** What a client was shown of a run, in the order of its epochs. */
type Shown = Map<RunId, EpochRow[]>

const mostPauseMs = 400
const mostEpochsBefore = 40

class Findings {
  readonly broken: string[] = []
  epochsShown = 0
  epochsLost = 0
  files = 0
  slowestOrphanMs = 0
}

/** Trains two runs at once and kills the lab somewhere in them. */
async function killInTraining(dataDir: string, random: MersenneTwister, found: Findings) {
  const served = await serveLab(dataDir)
  const shown: Shown = new Map()
  served.lab.on('runsAdvanced', ({ epochs }) => {
    for (const { runId, row } of epochs) shown.set(runId, [...(shown.get(runId) ?? []), row])
  })
  await served.lab.settings.update({ parallelRuns: 2 })
  await startSmallStudy(served.lab, { trials: 2, epochs: 1_000 })
  const wanted = random.nextBelow(mostEpochsBefore)
  const told = () => [...shown.values()].reduce((sum, rows) => sum + rows.length, 0)
  await reached(() => told() >= wanted)
  await later(random.nextBelow(mostPauseMs))
  const trainers = await trainersOf(served.pid)
  served.kill('SIGKILL')
  await served.ended
  const orphansMs = await allGone(trainers)
  if (orphansMs === false) found.broken.push(`trainers ${trainers.join(', ')} outlived the lab`)
  else found.slowestOrphanMs = Math.max(found.slowestOrphanMs, orphansMs)
  return shown
}

/** Opens the folder again, as the next start does, and compares it with what was shown. */
async function compare(dataDir: string, shown: Shown, turn: number, found: Findings) {
  const served = await serveLab(dataDir)
  const { storageProblems } = await served.lab.machine.describe({})
  // A torn tail is what a kill may leave; that it was kept aside is told, and nothing is broken.
  const unexpected = storageProblems.filter((problem) => !problem.includes('torn'))
  found.broken.push(...unexpected.map((problem) => `turn ${turn}: ${problem}`))
  const histories = await served.lab.studies.list({})
  const runs = new Map(histories.flatMap(({ runs: own }) => own).map((run) => [run.id, run]))
  for (const [runId, rows] of shown) {
    const status = runs.get(runId)?.status
    if (status !== 'interrupted') found.broken.push(`turn ${turn}: run ${runId} is ${status}`)
    const [kept] = await served.lab.runs.epochs({ runIds: [runId] })
    found.epochsShown += rows.length
    rows.forEach((row, at) => {
      if (JSON.stringify(kept?.rows[at]) === JSON.stringify(row)) return
      found.epochsLost += 1
      found.broken.push(`turn ${turn}: run ${runId} lost epoch ${row.epoch + 1}`)
    })
    if (kept?.rows.some(({ epoch }, at) => epoch !== at)) {
      found.broken.push(`turn ${turn}: run ${runId} has epochs twice or not at all`)
    }
  }
  for (const name of await leftovers(dataDir)) {
    found.broken.push(`turn ${turn}: ${name} was left behind`)
  }
  served.kill('SIGTERM')
  await served.ended
}

async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const random = new MersenneTwister([seed])
  const found = new Findings()
  const folder = await freshFolder()
  try {
    for (let turn = 1; turn <= n; turn++) {
      const shown = await killInTraining(folder.path, random, found)
      await compare(folder.path, shown, turn, found)
      log(`${turn} of ${n}: ${found.epochsShown} epochs shown, ${found.epochsLost} lost`)
    }
  } finally {
    await folder.remove()
  }
  return {
    figures: {
      kills: n,
      'epochs shown': found.epochsShown,
      'epochs lost': found.epochsLost,
      'slowest end of a trainer, ms': Math.round(found.slowestOrphanMs),
    },
    broken: found.broken,
  }
}

export const kills: Torture = {
  name: 'kills',
  promise: 'a killed lab loses no epoch that it had shown, and leaves no trainer and no half file',
  unit: 'kills of the lab while it trains',
  usual: 200,
  short: 2,
  run,
}

import { freshFolder } from '../../integration/cooldown'
import { MersenneTwister } from '../../src/shared/domain/random/mersenne-twister'
import { isFinal, type RunRecord } from '../../src/shared/domain/run'
import type { Dose, Outcome, Torture } from '../torture'
import { programBeside } from './program-beside'
import { reached, serveLab } from './served-lab'
import { startSmallStudy } from './small-study'

const epochs = 30
const hourMs = 3_600_000

const mayBeSeconds = (seconds: number) => Number.isFinite(seconds) && seconds >= 0

function faultsOf({ id, status, epochsDone, seconds, outcome }: RunRecord): readonly string[] {
  return [
    ...(status === 'completed' ? [] : [`run ${id} is ${status}: ${outcome}`]),
    ...(epochsDone === epochs ? [] : [`run ${id} has ${epochsDone} epochs`]),
    ...(mayBeSeconds(seconds) ? [] : [`run ${id} took ${seconds} s`]),
  ]
}

async function run({ n, seed, log }: Dose): Promise<Outcome> {
  const random = new MersenneTwister([seed])
  const broken: string[] = []
  let runsDone = 0
  let moved = 0
  const folder = await freshFolder()
  try {
    for (let turn = 1; turn <= n; turn++) {
      const served = await serveLab(folder.path, {
        NODE_OPTIONS: `--import=${programBeside('jumping-clock.mjs')}`,
        COOLDOWN_CLOCK_SEED: String(1 + random.nextBelow(1_000_000)),
      })
      const records = new Map<string, RunRecord>()
      served.lab.on('runsChanged', ({ runs }) => runs.forEach((each) => records.set(each.id, each)))
      await served.lab.settings.update({ parallelRuns: 2 })
      const { study, runs } = await startSmallStudy(served.lab, { trials: 2, epochs })
      const done = () => [...records.values()].filter(({ status }) => isFinal(status)).length
      if ((await reached(() => done() === runs.length, 120_000)) === false) {
        broken.push(`turn ${turn}: ${runs.length - done()} of ${runs.length} runs never ended`)
      }
      served.kill('SIGTERM')
      await served.ended
      const next = await serveLab(folder.path)
      const { runs: kept } = await next.lab.studies.get({ studyId: study.id })
      for (const record of kept) {
        if (Math.abs(Date.parse(record.createdAt) - Date.now()) > hourMs) moved += 1
        broken.push(...faultsOf(record).map((fault) => `turn ${turn}: ${fault}`))
        const [series] = await next.lab.runs.epochs({ runIds: [record.id] })
        const strange = series?.rows.filter((row) => !mayBeSeconds(row.seconds)) ?? []
        if (strange.length > 0) broken.push(`turn ${turn}: run ${record.id} has impossible seconds`)
      }
      const { storageProblems } = await next.lab.machine.describe({})
      broken.push(...storageProblems.map((problem) => `turn ${turn}: ${problem}`))
      next.kill('SIGTERM')
      await next.ended
      runsDone += kept.length
      log(`${turn} of ${n}`)
    }
  } finally {
    await folder.remove()
  }
  if (moved === 0) broken.push('no run has a time of creation that jumped: nothing was tried')
  return {
    figures: { sessions: n, 'runs trained': runsDone, 'created at another time': moved },
    broken,
  }
}

export const clocks: Torture = {
  name: 'clocks',
  promise: 'a clock that jumps by days, both ways, loses nothing and makes no time impossible',
  unit: 'sessions under a jumping clock',
  usual: 20,
  short: 1,
  run,
}

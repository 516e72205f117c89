// A data directory with many finished runs, written by the app's own store; its numbers are made up.
import { mkdir } from 'node:fs/promises'
import { importBundled } from '../../scripts/bundled.mjs'

const RUNS_OF_STUDY = 100
const SEEDS = 10

/** Kinds and rates of a study's ten trials. */
const schedules = [
  { kind: 'constant', per: 'step', rate: 0.05 },
  { kind: 'exponential', per: 'epoch', initial: 0.3, k: 0.05 },
  { kind: 'polynomial', per: 'epoch', initial: 0.3, power: 1 },
  { kind: 'polynomial', per: 'epoch', initial: 0.3, power: 2 },
  { kind: 'step', per: 'epoch', initial: 0.3, factor: 0.5, every: 20 },
  { kind: 'inverse-time', per: 'epoch', initial: 0.3, decay: 0.05 },
  { kind: 'constant', per: 'step', rate: 0.1 },
  { kind: 'constant', per: 'step', rate: 0.2 },
  { kind: 'exponential', per: 'epoch', initial: 0.1, k: 0.05 },
  { kind: 'exponential', per: 'epoch', initial: 0.5, k: 0.1 },
]

/**
 * Writes studies of ten trials and ten seeds until there are so many runs.
 * @param {string} dataDir
 * @param {{ runs: number, epochs: number }} size
 */
export async function writeHistory(dataDir, { runs, epochs }) {
  const lab = await importBundled(
    `export { createRunFolders } from './main/store/run-folders'
     export { createHistoryStore } from './main/store/history-store'
     export { openConf } from './main/store/open-conf'
     export { newRun } from './main/services/new-run'
     export { newStudyId } from './main/services/ids'
     export { articleTemplate } from './shared/domain/article'
     export { compileSchedule } from './shared/domain/schedule'
     export { summarise } from './shared/domain/series'
     export { MersenneTwister } from './shared/domain/random/mersenne-twister'`,
    'src',
  )
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const folders = lab.createRunFolders(dataDir)
  const store = lab.createHistoryStore({ dataDir, openStore: lab.openConf, folders })
  const random = new lab.MersenneTwister([1])
  const started = Date.UTC(2026, 0, 1)
  for (let first = 0; first < runs; first += RUNS_OF_STUDY) {
    const now = new Date(started + first * 60_000)
    const study = studyOf(lab, now, first / RUNS_OF_STUDY, epochs)
    await store.saveStudy(study)
    const places = Array.from(
      { length: Math.min(RUNS_OF_STUDY, runs - first) },
      (_, place) => place,
    )
    const records = await Promise.all(
      places.map(async (place) => {
        const trial = study.trials[Math.floor(place / SEEDS)]
        const seed = (place % SEEDS) + 1
        const run = lab.newRun(study, trial, { seed, attempt: 1 }, now)
        const rows = rowsOf(lab, random, trial.recipe, run.stepsPerEpoch)
        const record = finished(lab, run, rows)
        await folders.create({ run: record, study, trial }, { rows, steps: noSteps })
        return record
      }),
    )
    await store.saveRuns(records)
  }
}

const noSteps = {
  loss: new Float32Array(),
  learningRate: new Float64Array(),
  momentum: null,
  norms: null,
}

/** @param {any} lab @param {Date} now @param {number} number @param {number} epochs */
function studyOf(lab, now, number, epochs) {
  const [base] = lab.articleTemplate.trials
  return {
    id: lab.newStudyId('many', now),
    templateId: 'article',
    name: `Study ${number + 1} of many`,
    description: '',
    createdAt: now.toISOString(),
    trials: schedules.map((schedule, place) => ({
      ...base,
      id: `trial-${place + 1}`,
      name: `${schedule.kind} ${place + 1}`,
      recipe: { ...base.recipe, totalEpochs: epochs, schedule },
    })),
    seeds: Array.from({ length: SEEDS }, (_, index) => index + 1),
  }
}

/**
 * Losses that fall, bend and scatter as those of real runs do.
 * @param {any} lab @param {any} random @param {any} recipe @param {number} stepsPerEpoch
 */
function rowsOf(lab, random, { schedule, totalEpochs }, stepsPerEpoch) {
  const { initialState, rateAt } = lab.compileSchedule(schedule, { totalEpochs, stepsPerEpoch })
  const noise = (/** @type {number} */ size) => size * (random.nextFraction() - 0.5)
  const speed = 0.05 + 0.1 * random.nextFraction()
  const overfitting = 0.006 * random.nextFraction()
  return Array.from({ length: totalEpochs }, (_, epoch) => {
    const loss = 0.1 + 2 * Math.exp(-speed * (epoch + 1)) * (1 + noise(0.1))
    const valLoss = 0.3 + 1.5 * Math.exp(-speed * (epoch + 1)) + overfitting * epoch + noise(0.03)
    return {
      epoch,
      loss,
      accuracy: 1 - loss / 4,
      valLoss,
      valAccuracy: 0.9 - 0.5 * Math.exp(-speed * (epoch + 1)) + noise(0.01),
      learningRate: rateAt((epoch + 1) * stepsPerEpoch - 1, initialState),
      seconds: 0.3 + noise(0.05),
    }
  })
}

/** @param {any} lab @param {any} run @param {any[]} rows */
function finished(lab, run, rows) {
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0)
  const began = Date.parse(run.createdAt)
  return {
    ...run,
    status: 'completed',
    epochsDone: rows.length,
    seconds,
    summary: lab.summarise(rows),
    startedAt: run.createdAt,
    endedAt: new Date(began + 1000 * seconds).toISOString(),
    engine: 'made up, nothing was trained',
  }
}

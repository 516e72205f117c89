import { strToU8, unzipSync, zipSync } from 'fflate/browser'
import { readBundle } from '../../src/main/services/bundles/read-bundle'
import { bundleId, hashOf, writeBundle } from '../../src/main/services/bundles/write-bundle'
import { bundleList, type BundleContents } from '../../src/main/services/bundles/contents'
import { designFor } from '../../src/main/services/study-design'
import { checkTrials } from '../../src/main/services/trial-checks'
import { sampleRow, sampleSteps } from '../../src/main/store/testing/samples'
import { bundleDescription } from '../../src/shared/contract/bundles'
import { calls } from '../../src/shared/contract/calls'
import { LabError } from '../../src/shared/contract/errors'
import { readStudyFile } from '../../src/shared/contract/study-file'
import { draftOfStudy, draftOfTemplate } from '../../src/shared/domain/study-plan/draft'
import { studyFileText } from '../../src/shared/domain/study-plan/study-file'
import { studyTemplates } from '../../src/shared/domain/study-templates'
import type { Dice } from './dice'
import { fuzzer, taken, type Case } from './harness'
import { jsonText, junkText, junkValue } from './junk'
import { smallRuns, smallStudy } from './lab'
import { mutateBytes, mutateJson, mutateText } from './mutate'

const memory = { memoryBytes: 8e9 }

const studyFiles = [
  studyFileText(draftOfStudy(smallStudy)),
  ...studyTemplates.map((template) => studyFileText(draftOfTemplate(template))),
]

const contents: BundleContents = {
  appVersion: '0.0.0',
  machine: { operatingSystem: 'a', processor: 'b', cores: 2, nodeVersion: 'c', engine: 'd' },
  data: { name: 'Fashion-MNIST', sha256: 'cd'.repeat(32) },
  studies: [smallStudy],
  runs: smallRuns.map((run) => {
    const rows = Array.from({ length: run.epochsDone }, (_, epoch) => sampleRow(epoch))
    const { loss, learningRate } = sampleSteps(0, run.stepsPerEpoch * run.epochsDone)
    const steps = { loss: Float32Array.from(loss), learningRate: Float64Array.from(learningRate) }
    return { run, rows, steps: { ...steps, momentum: null, norms: null } }
  }),
}

type Files = Readonly<Record<string, Uint8Array>>

const text = new TextDecoder()
const seal = 'bundle.json'

/** A bundle whose list fits its files again, so that what is checked behind the hashes is reached. */
function resealed(files: Files): Uint8Array {
  const { kind, version, appVersion, machine, data } = bundleList.parse(
    JSON.parse(text.decode(files[seal])),
  )
  const listed = Object.entries(files)
    .filter(([path]) => path !== seal)
    .map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: hashOf(bytes) }))
  const list = { kind, version, appVersion, machine, data, files: listed }
  const id = bundleId(list)
  return zipSync({ ...files, [seal]: strToU8(JSON.stringify({ ...list, id })) })
}

function tampered(dice: Dice, files: Files): Uint8Array {
  const paths = Object.keys(files).filter((path) => path !== seal)
  const path = dice.pick(paths)
  const bytes = files[path] ?? new Uint8Array()
  const changed = path.endsWith('.json')
    ? strToU8(jsonText(mutateJson(dice, JSON.parse(text.decode(bytes)))))
    : mutateBytes(dice, bytes)
  const name = dice.percent(10)
    ? junkText(dice).slice(0, 500).replaceAll('__proto__', '') || 'x'
    : path
  const others = Object.fromEntries(Object.entries(files).filter(([each]) => each !== path))
  return resealed(dice.percent(5) ? others : { ...others, [name]: changed })
}

function readStudy(file: string): void {
  const read = readStudyFile(file)
  if (!read.ok) throw new LabError('bad-input', read.problem)
  checkTrials(read.draft.trials, memory)
}

function order(input: unknown): void {
  const read = calls.studies.create.input.safeParse(input)
  if (!read.success) throw new LabError('bad-input', read.error.message)
  checkTrials(designFor(studyTemplates, read.data).trials, memory)
}

const orders: readonly unknown[] = [
  { draft: { ...draftOfStudy(smallStudy), seeds: [1] } },
  ...studyTemplates.map(({ id, trials }) => ({
    templateId: id,
    name: 'Mine',
    totalEpochs: 9,
    trialIds: trials.slice(0, 2).map((trial) => trial.id),
    schedules: [{ name: 'A', spec: { kind: 'constant', rate: 0.1 } }],
    recipe: { batchSize: 100, recordNorms: true },
    seeds: [1, 2],
  })),
]

/** The doors by which studies come in, each taking what {@link Case} has for it. */
const doors: Readonly<Record<string, (input: unknown) => void>> = {
  order,
  'study file': (input) => readStudy(String(input)),
  'study file json': (input) => readStudy(String(input)),
  bundle: (input) => bundleDescription.parse(described(input)),
  'bundle resealed': (input) => bundleDescription.parse(described(input)),
}

function described(input: unknown) {
  const { studies, runs, ...rest } = readBundle(input as Uint8Array)
  return { ...rest, studies, runs: runs.map(({ run }) => run) }
}

/** Orders for studies, study files and bundles. */
export const fuzzStudies = fuzzer({
  name: 'fuzz-studies',
  promise: 'a study that comes in, alone or in a bundle, can be made, or is refused by a rule',
  short: 250,
  open: async () => {
    const bundle = await writeBundle(contents)
    const files = unzipSync(bundle)
    const make = (dice: Dice, what: string): unknown => {
      switch (what) {
        case 'order':
          return dice.percent(10) ? junkValue(dice) : mutateJson(dice, dice.pick(orders))
        case 'study file':
          return mutateText(dice, dice.pick(studyFiles))
        case 'study file json':
          return jsonText(mutateJson(dice, JSON.parse(dice.pick(studyFiles))))
        case 'bundle':
          return mutateBytes(dice, bundle)
        default:
          return tampered(dice, files)
      }
    }
    return {
      make: (dice): Case => {
        const what = dice.pick(Object.keys(doors))
        return { what, input: make(dice, what) }
      },
      feed: ({ what, input }) => taken(() => doors[what]?.(input)),
    }
  },
})

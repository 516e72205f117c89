import { articleTemplate } from '../../shared/domain/article'
import { asRunId, asStudyId } from '../../shared/domain/ids'
import type { MachineReport } from '../../shared/contract/machine'
import { splitSizes } from '../../shared/domain/recipe'
import type { RunRecord, RunStatus } from '../../shared/domain/run'
import { compileSchedule } from '../../shared/domain/schedule'
import { summarise, type EpochRow } from '../../shared/domain/series'
import type { Study, StudyHistory, Trial } from '../../shared/domain/study'

/** Curves like those of the real study: quick descent, then overfitting as the rates add up. */
export function fakeRows(trial: Trial, seed: number, epochs: number): EpochRow[] {
  const { stepsPerEpoch } = splitSizes(trial.recipe)
  const { totalEpochs, schedule, optimizer, data } = trial.recipe
  const { validation } = data
  const compiled = compileSchedule(schedule, { totalEpochs, stepsPerEpoch })
  const strength = optimizer.kind === 'adam' ? 260 : 1
  let area = 0
  return Array.from({ length: epochs }, (_, epoch) => {
    const learningRate = compiled.rateAt(epoch * stepsPerEpoch + stepsPerEpoch - 1)
    area += learningRate * strength
    const wobble = Math.sin(epoch * 2.7 + seed * 1.3) * 0.012 * Math.min(1, learningRate * strength)
    const loss = 0.62 / (1 + area * 1.1) + 0.004
    return {
      epoch,
      loss,
      accuracy: 0.998 - loss / 3.4,
      valLoss: 0.31 + 0.36 / (1 + area * 1.4) + area * 0.0085 + wobble,
      valAccuracy: 0.883 - 0.12 / (1 + area * 2) - area * 0.0003 + wobble / 3,
      learningRate,
      seconds: 1.6,
      top3: 0.99 - loss / 20,
      valTop3: 0.978,
      ...(validation.kind === 'both' && { testLoss: 0.402, testAccuracy: 0.871 }),
      examplesPerSecond: 71_234.5,
    }
  })
}

/** As many images of every class; most on the diagonal, shirts taken for T-shirts. */
export const fakeConfusion: readonly number[] = Array.from({ length: 100 }, (_, place) => {
  const [was, taken] = [Math.floor(place / 10), place % 10]
  if (was === 6) return [78, 0, 41, 20, 39, 0, 218, 0, 4, 0][taken] ?? 0
  if (was === taken) return 391
  return (was + taken) % 9 === 0 ? 9 : 0
})

const fakeHash = '9f2c4e0d71b3a8568e01c7d2f9463ab05518e7cc20d94f3b6a1276cde8f0b943'

export interface FakeRunState {
  readonly status: RunStatus
  readonly epochsDone: number
}

const outcomes: Partial<Record<RunStatus, string>> = {
  stopped: 'Stopped by hand. The 41 finished epochs are kept.',
  diverged:
    'Diverged: the loss was no longer a finite number at step 3,122 (epoch 13), learning rate 0.4. The 12 finished epochs are kept.',
  failed: 'TensorFlow could not allocate 1.5 GB for the batch. No epoch was finished.',
  interrupted: 'The trainer process was ended by signal SIGKILL. The 57 finished epochs are kept.',
}

export function fakeRun(
  study: Study,
  trial: Trial,
  seed: number,
  { status, epochsDone }: FakeRunState,
): RunRecord {
  const started = status !== 'queued'
  const ended = !['queued', 'running', 'paused'].includes(status)
  return {
    id: asRunId(`${study.id}-${trial.id}-${seed}`),
    studyId: study.id,
    trialId: trial.id,
    seed,
    attempt: 1,
    status,
    totalEpochs: trial.recipe.totalEpochs,
    stepsPerEpoch: splitSizes(trial.recipe).stepsPerEpoch,
    epochsDone,
    createdAt: study.createdAt,
    startedAt: started ? study.createdAt : null,
    endedAt: ended ? '2026-11-24T03:30:00.000Z' : null,
    seconds: epochsDone * 1.6,
    engine: started ? 'TensorFlow 2.21.0 (cpu), 1 thread' : null,
    summary: summarise(fakeRows(trial, seed, epochsDone)),
    outcome: outcomes[status] ?? null,
    exit: status === 'interrupted' ? { code: null, signal: 'SIGKILL' } : null,
    divergedAtStep: status === 'diverged' ? 3121 : null,
    ...(status === 'completed' && { weightsSha256: fakeHash, confusion: fakeConfusion }),
  }
}

export interface FakeStudy {
  readonly id: string
  readonly name?: string
  readonly createdAt?: string
  readonly seeds?: readonly number[]
  readonly totalEpochs?: number
  readonly trials?: readonly Trial[]
  readonly state?: (trial: Trial, index: number) => FakeRunState
}

/** A study with one run per trial and seed; all are completed unless told otherwise. */
export function fakeHistory(fake: FakeStudy): StudyHistory {
  const totalEpochs = fake.totalEpochs ?? 100
  const trials = (fake.trials ?? articleTemplate.trials).map((trial) => ({
    ...trial,
    recipe: { ...trial.recipe, totalEpochs },
  }))
  const study: Study = {
    id: asStudyId(fake.id),
    templateId: articleTemplate.id,
    name: fake.name ?? articleTemplate.name,
    description: articleTemplate.description,
    createdAt: fake.createdAt ?? '2026-11-24T02:38:00.000Z',
    trials,
    seeds: fake.seeds ?? [1],
  }
  const done = (): FakeRunState => ({ status: 'completed', epochsDone: totalEpochs })
  const state = fake.state ?? done
  const runs = study.seeds.flatMap((seed) =>
    trials.map((trial, index) => fakeRun(study, trial, seed, state(trial, index))),
  )
  return { study, runs }
}

/** One run in every state. */
export const everyState = (_trial: Trial, index: number): FakeRunState => {
  const states: readonly FakeRunState[] = [
    { status: 'completed', epochsDone: 100 },
    { status: 'running', epochsDone: 64 },
    { status: 'running', epochsDone: 38 },
    { status: 'paused', epochsDone: 22 },
    { status: 'stopped', epochsDone: 41 },
    { status: 'interrupted', epochsDone: 57 },
    { status: 'failed', epochsDone: 0 },
    { status: 'diverged', epochsDone: 12 },
    { status: 'queued', epochsDone: 0 },
  ]
  return states[index % states.length] ?? { status: 'queued', epochsDone: 0 }
}

export const fakeMachine: MachineReport = {
  appVersion: '0.1.0',
  dataFolder: '/home/ada/.local/share/cooldown',
  carrier: 'Electron 45.4.1',
  operatingSystem: 'Linux 6.1.0',
  processor: 'AMD Ryzen 7 5800X 8-Core Processor',
  cores: 16,
  memoryBytes: 32 * 1024 ** 3,
  freeMemoryBytes: 11.4 * 1024 ** 3,
  nodeVersion: '22.19.0',
  engine: {
    kind: 'native',
    name: 'TensorFlow 2.21.0',
    version: '2.21.0',
    build: 'cpu',
    source: 'PyPI wheel tensorflow-cpu 2.21.0',
    notice: null,
    tried: [{ way: 'a folder named by COOLDOWN_TENSORFLOW', why: 'the variable is not set' }],
  },
  gpus: [],
  tensorflowGpus: [],
  gpuNote: 'No NVIDIA GPU was found, so training runs on the processor.',
  dataset: {
    name: 'Fashion-MNIST',
    ready: true,
    trainImages: 60_000,
    testImages: 10_000,
    source: 'Debian package dataset-fashion-mnist',
    folder: '/home/ada/.cache/cooldown/datasets/fashion-mnist',
    problem: null,
  },
  parallel: {
    runs: 8,
    automatic: 8,
    reason: '16 cores and 11.4 GB of free memory: a run for every second core',
    threadsPerRun: 2,
  },
  plan: {
    alone: [
      { network: 'dense', compiler: 'tensorflow', threads: 16 },
      { network: 'convolutional', compiler: 'tensorflow', threads: 16 },
    ],
    together: [
      { network: 'dense', compiler: 'xla', threads: 1 },
      { network: 'convolutional', compiler: 'tensorflow', threads: 1 },
    ],
    measured: [],
  },
  storageProblems: [],
}

export const wasmMachine: MachineReport = {
  ...fakeMachine,
  carrier: 'lab server',
  engine: {
    kind: 'wasm',
    name: 'TensorFlow.js 4.22.0 (WASM)',
    version: '4.22.0',
    build: 'wasm',
    source: 'npm package @tensorflow/tfjs-backend-wasm',
    notice:
      'Native TensorFlow could not be had, so runs use the WASM engine: the same results within rounding, many times slower, and never on a GPU.',
    tried: [
      { way: 'a folder named by COOLDOWN_TENSORFLOW', why: 'the variable is not set' },
      { way: 'the cache', why: '/home/ada/.cache/cooldown/tensorflow does not exist' },
      { way: 'the PyPI wheel', why: 'pip answered: no matching distribution (no network?)' },
      { way: 'tfjs-node’s own installer', why: 'timed out after 30 s' },
    ],
  },
  gpus: [{ name: 'NVIDIA H100', driver: '550.54', memoryBytes: 80 * 1024 ** 3 }],
  gpuNote: 'An NVIDIA H100 is present, but the WASM engine cannot use it.',
  dataset: {
    ...fakeMachine.dataset,
    ready: false,
    problem:
      '/home/ada/data/train-images-idx3-ubyte has 1,204 bytes; it must have 47,040,016. Delete it and run npm run setup.',
  },
  storageProblems: [
    'studies/article-2026-11-20.json was cut short; its last good copy of 20 Nov 2026 is used.',
  ],
}

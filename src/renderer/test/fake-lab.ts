import type { EventName, EventPayload, LabApi, LabBridge, Reply } from '../../shared/contract/api'
import { LabError, toWireError, type WireError } from '../../shared/contract/errors'
import type { MachineReport } from '../../shared/contract/machine'
import { defaultSettings, type Settings } from '../../shared/contract/settings'
import { articleTemplate } from '../../shared/domain/article'
import type { ImportedCurves } from '../../shared/domain/compare/compared-run'
import type { SavedView } from '../../shared/domain/compare/compare-view'
import type { SavedSchedule } from '../../shared/domain/design'
import { joinColumns, toColumns } from '../../shared/domain/epoch-columns'
import { asRunId, asScheduleId, type RunId, type StudyId } from '../../shared/domain/ids'
import { isFinal, type RunProgress, type RunRecord, type RunStatus } from '../../shared/domain/run'
import { compileSchedule } from '../../shared/domain/schedule'
import { splitSizes } from '../../shared/domain/recipe'
import { summarise, type EpochRow } from '../../shared/domain/series'
import { withChanges } from '../../shared/domain/recipe-changes'
import { newTrialNames, trialsFor } from '../../shared/domain/scheduled-trials'
import type { StudyHistory, Trial } from '../../shared/domain/study'
import { fakeImports, fakeKeeping, fakeViews } from './fake-collections'
import { fakeEstimate, fakeStudyOf } from './fake-studies'
import { fakeHistory, fakeMachine, fakeRows, fakeRun } from './fake-data'

export interface FakeLabParts {
  readonly histories?: readonly StudyHistory[]
  readonly machine?: MachineReport
  readonly settings?: Settings
  readonly schedules?: readonly SavedSchedule[]
  readonly views?: readonly SavedView[]
  readonly imports?: readonly ImportedCurves[]
  /** Calls, such as "studies.list", that fail with this error. */
  readonly failing?: Readonly<Record<string, WireError>>
  /** Calls that never answer. */
  readonly hanging?: readonly string[]
}

type Input<
  Service extends keyof Omit<LabApi, 'on'>,
  Verb extends keyof LabApi[Service],
> = LabApi[Service][Verb] extends (input: infer Given) => unknown ? Given : never

/** What a bundle says of where it was made. */
const fakeOrigin = {
  appVersion: '0.1.0',
  machine: {
    operatingSystem: 'Linux',
    processor: 'a processor',
    cores: 2,
    nodeVersion: '20.0.0',
    engine: 'TensorFlow 2.21.0',
  },
  data: { name: 'Fashion-MNIST', sha256: null },
}

/** A lab without disk, trainers or time: what happens is decided by whoever holds it. */
export class FakeLab {
  readonly calls: { readonly call: string; readonly input: unknown }[] = []
  readonly histories = new Map<string, StudyHistory>()
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>()
  private settings: Settings
  private schedules: readonly SavedSchedule[]

  constructor(private readonly parts: FakeLabParts = {}) {
    this.settings = parts.settings ?? defaultSettings
    this.schedules = parts.schedules ?? []
    for (const history of parts.histories ?? []) this.histories.set(history.study.id, history)
  }

  // Made here, for the bridge has their verbs.
  private readonly tell = <Name extends EventName>(name: Name, payload: EventPayload<Name>) =>
    this.emit(name, payload)
  private readonly views = fakeViews(() => this.parts.views ?? [], this.tell)
  private readonly imports = fakeImports(() => this.parts.imports ?? [], this.tell)
  private readonly keeping = fakeKeeping(this.histories, this.tell)

  readonly bridge: LabBridge = {
    machine: this.service('machine', {
      describe: () => this.describe(),
      measure: () => ({
        ...this.describe(),
        plan: {
          ...fakeMachine.plan,
          measured: [{ network: 'dense', compiler: 'xla', threads: 1, stepMs: 1.85 } as const],
        },
      }),
    }),
    settings: this.service('settings', {
      read: () => this.settings,
      update: (changes: Partial<Settings>) => {
        this.settings = { ...this.settings, ...changes }
        this.emit('settingsChanged', this.settings)
        return this.settings
      },
    }),
    studies: this.service('studies', {
      templates: () => [articleTemplate],
      list: () => [...this.histories.values()],
      get: ({ studyId }: { studyId: StudyId }) => this.study(studyId),
      create: (order: Input<'studies', 'create'>) => this.create(order),
      estimate: (order: Input<'studies', 'estimate'>) => fakeEstimate(order),
      rename: ({ studyId, name }: Input<'studies', 'rename'>) => {
        const { study, runs } = this.study(studyId)
        return this.put({ study: { ...study, name }, runs })
      },
      ...this.keeping.studies,
      pause: ({ studyId }: { studyId: StudyId }) => this.move(studyId, ['running'], 'paused'),
      resume: ({ studyId }: { studyId: StudyId }) => this.move(studyId, ['paused'], 'running'),
      stop: ({ studyId }: { studyId: StudyId }) =>
        this.move(studyId, ['running', 'paused', 'queued'], 'stopped'),
      retry: ({ studyId }: { studyId: StudyId }) =>
        this.move(studyId, ['stopped', 'diverged', 'failed', 'interrupted'], 'queued'),
    }),
    runs: this.service('runs', {
      pause: ({ runId }: { runId: RunId }) => this.become(runId, 'paused'),
      resume: ({ runId }: { runId: RunId }) => this.goOn(runId),
      stop: ({ runId }: { runId: RunId }) => this.become(runId, 'stopped'),
      retry: ({ runId }: { runId: RunId }) => this.become(runId, 'queued'),
      prioritise: ({ runId }: { runId: RunId }) => this.run(runId),
      checkpoints: ({ runId }: { runId: RunId }) => this.checkpointsOf(runId),
      fork: (order: Input<'runs', 'fork'>) => this.fork(order),
      epochs: ({ runIds }: { runIds: RunId[] }) =>
        runIds.map((runId) => ({ runId, rows: this.rowsOf(runId) })),
      columns: ({ runIds }: { runIds: RunId[] }) =>
        joinColumns(runIds.map((runId) => toColumns(this.rowsOf(runId)))),
      steps: ({ runId }: { runId: RunId }) => this.stepsOf(runId),
      log: () => ({
        lines: [
          '2026-11-24T02:38:01.112Z trainer 4711 started: TensorFlow 2.21.0 (cpu), 1 thread',
          '2026-11-24T02:38:01.940Z data read: 16,000 training and 4,000 validation images',
          '2026-11-24T02:38:03.518Z epoch 1: loss 0.6210, validation loss 0.4704',
        ],
      }),
      progress: () => this.allRuns().flatMap((run) => this.progressOf(run)),
      rateSums: ({ runIds }: { runIds: RunId[] }) =>
        runIds.map((runId) => ({ runId, sums: this.rateSumsOf(runId) })),
      ...this.keeping.runs,
    }),
    views: this.service('views', this.views),
    imports: this.service('imports', this.imports),
    schedules: this.service('schedules', {
      list: () => this.schedules,
      save: (wish: Input<'schedules', 'save'>) => this.saveSchedule(wish),
      remove: ({ scheduleId }: Input<'schedules', 'remove'>) => {
        this.putSchedules(this.schedules.filter(({ id }) => id !== scheduleId))
        return {}
      },
    }),
    exports: this.service('exports', {
      table: ({ layout }: Input<'exports', 'table'>) =>
        this.file(`study-${layout}.csv`, 'text/csv'),
      comparison: ({ metric, format = 'png' }: Input<'exports', 'comparison'>) =>
        this.file(`study-${metric}.${format}`, format === 'svg' ? 'image/svg+xml' : 'image/png'),
      chart: ({ chart, format = 'png' }: Input<'exports', 'chart'>) =>
        this.file(
          `study-${chart.kind}.${format}`,
          format === 'svg' ? 'image/svg+xml' : 'image/png',
        ),
      drawn: ({ layout }: Input<'exports', 'drawn'>) =>
        layout === 'json'
          ? this.file('drawn.json', 'application/json')
          : this.file(`drawn-${layout}.csv`, 'text/csv'),
      everything: ({ format = 'csv' }: Input<'exports', 'everything'>) =>
        this.file(`everything.${format}`, format === 'csv' ? 'text/csv' : 'application/json'),
      eventFiles: () => this.file('events.zip', 'application/zip'),
      report: ({ format = 'html' }: Input<'exports', 'report'>) =>
        format === 'html'
          ? this.file('report.html', 'text/html')
          : this.file('report.md', 'text/markdown'),
      runChart: ({ chart }: Input<'exports', 'runChart'>) =>
        this.file(`run-${chart}.png`, 'image/png'),
      scheduleChart: ({ format }: Input<'exports', 'scheduleChart'>) =>
        this.file(`schedules.${format}`, format === 'svg' ? 'image/svg+xml' : 'image/png'),
    }),
    bundles: this.service('bundles', {
      make: () => this.file('bundle.zip', 'application/zip'),
      show: () => ({
        id: 'ab'.repeat(32),
        ...fakeOrigin,
        studies: [...this.histories.values()].map(({ study }) => study),
        runs: this.allRuns(),
      }),
      epochs: () => [],
      add: () => ({ histories: [...this.histories.values()], renamed: [] }),
      rerun: () => ({
        histories: [...this.histories.values()],
        pairs: [],
        left: [],
        here: fakeOrigin,
      }),
    }),
    on: (name, listener) => {
      const all = this.listeners.get(name) ?? new Set()
      this.listeners.set(name, all.add(listener))
      return () => all.delete(listener)
    },
  }

  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    for (const listener of this.listeners.get(name) ?? []) listener(payload)
  }

  /** One more epoch of every running run. */
  advance(): void {
    const epochs: { runId: RunId; row: EpochRow }[] = []
    const ended: RunRecord[] = []
    for (const run of this.allRuns().filter(({ status }) => status === 'running')) {
      const epochsDone = run.epochsDone + 1
      const rows = fakeRows(this.trial(run), run.seed, epochsDone)
      const status = epochsDone >= run.totalEpochs ? 'completed' : 'running'
      const next = { ...run, epochsDone, status, summary: summarise(rows) } as const
      this.putRun(next)
      const row = rows.at(-1)
      if (row) epochs.push({ runId: run.id, row })
      if (status === 'completed') ended.push(next)
    }
    const progress = this.allRuns().flatMap((run) => this.progressOf(run))
    this.emit('runsAdvanced', { epochs, progress })
    if (ended.length > 0) this.emit('runsChanged', { runs: ended })
  }

  become(runId: RunId, status: RunStatus): RunRecord {
    const run = { ...this.run(runId), status }
    this.putRun(run)
    this.emit('runsChanged', { runs: [run] })
    return run
  }

  /** What had ended waits for its turn, and its end is forgotten; what was paused trains at once. */
  private goOn(runId: RunId): RunRecord {
    const run = this.run(runId)
    if (!isFinal(run.status)) return this.become(runId, 'running')
    this.putRun({ ...run, outcome: null, exit: null, endedAt: null })
    return this.become(runId, 'queued')
  }

  private service<Verbs extends Record<string, (input: never) => unknown>>(
    service: string,
    verbs: Verbs,
  ) {
    const answer = (verb: string, act: (input: never) => unknown) => async (input: unknown) => {
      const call = `${service}.${verb}`
      this.calls.push({ call, input })
      if (this.parts.hanging?.includes(call)) return new Promise<Reply>(() => undefined)
      const failure = this.parts.failing?.[call]
      if (failure) return { ok: false, error: failure } as const
      try {
        return { ok: true, result: await act(input as never) } as const
      } catch (error) {
        return { ok: false, error: toWireError(error) } as const
      }
    }
    return Object.fromEntries(
      Object.entries(verbs).map(([verb, act]) => [verb, answer(verb, act)]),
    ) as { readonly [Verb in keyof Verbs]: (input: unknown) => Promise<Reply> }
  }

  private describe(): MachineReport {
    const report = this.parts.machine ?? fakeMachine
    const runs = this.settings.parallelRuns ?? report.parallel.automatic
    return { ...report, parallel: { ...report.parallel, runs } }
  }

  private saveSchedule({ id, ...wish }: Input<'schedules', 'save'>): SavedSchedule {
    const former = this.schedules.find((each) => each.id === id)
    const changedAt = '2026-11-25T10:00:00.000Z'
    const saved: SavedSchedule = {
      ...wish,
      id: former?.id ?? asScheduleId(`schedule-${this.schedules.length + 1}`),
      createdAt: former?.createdAt ?? changedAt,
      changedAt,
    }
    this.putSchedules([saved, ...this.schedules.filter((each) => each.id !== saved.id)])
    return saved
  }

  private putSchedules(schedules: readonly SavedSchedule[]): void {
    this.schedules = schedules
    this.emit('schedulesChanged', { schedules: [...schedules] })
  }

  private study(studyId: string): StudyHistory {
    const found = this.histories.get(studyId)
    if (found) return found
    throw new LabError('not-found', `There is no study "${studyId}".`)
  }

  private put(history: StudyHistory): StudyHistory {
    this.histories.set(history.study.id, history)
    this.emit('studyChanged', history)
    return history
  }

  private create(order: Input<'studies', 'create'>): StudyHistory {
    const id = `study-${this.histories.size + 1}`
    if ('draft' in order) return this.put(fakeStudyOf(id, order))
    const chosen = articleTemplate.trials.filter(({ id }) => order.trialIds?.includes(id) ?? true)
    const all = [...chosen, ...trialsFor(articleTemplate, order.schedules ?? [])]
    const trials = all.map((trial) => ({
      ...trial,
      recipe: withChanges(trial.recipe, order.recipe ?? {}),
    }))
    return this.put(
      fakeHistory({
        id,
        name: order.name,
        seeds: order.seeds,
        totalEpochs: order.totalEpochs,
        trials,
        state: (_trial, index) => ({ status: index < 2 ? 'running' : 'queued', epochsDone: 0 }),
      }),
    )
  }

  private allRuns(): RunRecord[] {
    return [...this.histories.values()].flatMap(({ runs }) => runs)
  }

  private run(runId: RunId): RunRecord {
    const found = this.allRuns().find(({ id }) => id === runId)
    if (found) return found
    throw new LabError('not-found', `There is no run "${runId}".`)
  }

  private trial(run: RunRecord): Trial {
    const trial = this.study(run.studyId).study.trials.find(({ id }) => id === run.trialId)
    if (trial) return trial
    throw new LabError('not-found', `There is no trial "${run.trialId}".`)
  }

  private putRun(run: RunRecord): void {
    const { study, runs } = this.study(run.studyId)
    this.histories.set(study.id, {
      study,
      runs: runs.map((old) => (old.id === run.id ? run : old)),
    })
  }

  private move(studyId: StudyId, from: readonly RunStatus[], to: RunStatus) {
    for (const run of this.study(studyId).runs)
      if (from.includes(run.status)) this.become(run.id, to)
    return {}
  }

  private rowsOf(runId: RunId): EpochRow[] {
    const run = this.run(runId)
    return fakeRows(this.trial(run), run.seed, run.epochsDone)
  }

  private stepsOf(runId: RunId) {
    const run = this.run(runId)
    const { recipe } = this.trial(run)
    const length = { ...splitSizes(recipe), totalEpochs: recipe.totalEpochs }
    const compiled = compileSchedule(recipe.schedule, length)
    const total = run.epochsDone * run.stepsPerEpoch
    return {
      loss: new Float32Array(total).fill(0.5),
      learningRate: Float64Array.from({ length: total }, (_, step) => compiled.rateAt(step)),
      momentum: recipe.optimizer.kind === 'adam' ? new Float64Array(total).fill(0.9) : null,
      norms: recipe.recordNorms
        ? {
            gradient: Float32Array.from({ length: total }, (_, step) => 2 / (1 + step / 400)),
            weights: Float32Array.from({ length: total }, (_, step) => 30 + Math.sqrt(step) / 20),
            updateRatio: Float32Array.from({ length: total }, (_, step) => 0.02 / (1 + step / 300)),
          }
        : null,
    }
  }

  private rateSumsOf(runId: RunId): Float64Array {
    const { epochsDone, stepsPerEpoch } = this.run(runId)
    const { learningRate } = this.stepsOf(runId)
    let sum = 0
    const sums = learningRate.map((rate) => (sum += rate))
    const lastStep = (epoch: number) => (epoch + 1) * stepsPerEpoch - 1
    return Float64Array.from({ length: epochsDone }, (_, epoch) => sums[lastStep(epoch)] ?? NaN)
  }

  /** The last two epochs and the best one, as the trainer keeps them. */
  private checkpointsOf(runId: RunId) {
    const { epochsDone, summary } = this.run(runId)
    const kept = [(summary?.bestEpoch ?? -1) + 1, epochsDone - 1, epochsDone]
    const epochs = [...new Set(kept)].filter((each) => each > 0).sort((a, b) => a - b)
    return epochs.map((each) => ({ epochs: each, step: 0 }))
  }

  private fork({ runId, epochs, name, changes }: Input<'runs', 'fork'>): RunRecord {
    const parent = this.run(asRunId(runId))
    const { study, runs } = this.study(parent.studyId)
    const { recipe, ...texts } = this.trial(parent)
    const names = newTrialNames(study.trials, name ?? `${texts.name} from epoch ${epochs + 1}`)
    const trial: Trial = { ...texts, ...names, recipe: withChanges(recipe, changes) }
    const state = { status: 'queued', epochsDone: epochs } as const
    const run = {
      ...fakeRun(study, trial, parent.seed, state),
      forkedFrom: { runId: parent.id, epochs },
    }
    this.put({ study: { ...study, trials: [...study.trials, trial] }, runs: [...runs, run] })
    this.emit('runsChanged', { runs: [run] })
    return run
  }

  private progressOf(run: RunRecord): RunProgress[] {
    if (run.status !== 'running' && run.status !== 'paused') return []
    const { id, stepsPerEpoch, totalEpochs, epochsDone } = run
    const step = epochsDone * stepsPerEpoch + 60
    const totalSteps = totalEpochs * stepsPerEpoch
    const stepsPerSecond = run.status === 'running' ? 156 : 0
    const rate = this.rowsOf(id).at(-1)?.learningRate ?? 0.5
    const secondsLeft = stepsPerSecond > 0 ? (totalSteps - step) / stepsPerSecond : null
    return [
      { runId: id, step, totalSteps, learningRate: rate, loss: 0.42, stepsPerSecond, secondsLeft },
    ]
  }

  private file(fileName: string, mediaType: string) {
    return { fileName, mediaType, bytes: new TextEncoder().encode(fileName) }
  }
}

export { fakeHistory, fakeRun }

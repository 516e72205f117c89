import type { EventName, EventPayload, LabServices, Reply } from '../../shared/contract/api'
import { dispatch, type UntrustedCall } from '../../shared/contract/dispatch'
import { studyTemplates } from '../../shared/domain/study-templates'
import type { SavedView } from '../../shared/domain/compare/compare-view'
import type { RunId } from '../../shared/domain/ids'
import { joinColumns } from '../../shared/domain/epoch-columns'
import type { Recipe } from '../../shared/domain/recipe'
import type { Trial } from '../../shared/domain/study'
import { Advances } from './advances'
import { createBundles, machineOf } from './bundles'
import { DecodedDataset } from './decoded-dataset'
import { EventHub } from './event-hub'
import { createExports } from './exports'
import { Forks } from './forks'
import { History } from './history'
import type { InstalledParts } from './installed-parts'
import { Machine } from './machine'
import { mapSome } from './map-some'
import type {
  DamageReport,
  HistoryStore,
  Painter,
  RunFolders,
  ImportStore,
  ListStore,
  ScheduleStore,
  SeriesPacks,
  SettingsStore,
  SpeedStore,
  TrainerLauncher,
} from './ports'
import { Imports } from './imports'
import { RunKeeping } from './run-keeping'
import { RunQueue } from './run-queue'
import { SavedSchedules } from './saved-schedules'
import { SavedViews } from './saved-views'
import { SeriesCache } from './series-cache'
import { Studies } from './studies'
import { designFor } from './study-design'
import { StudyEstimates } from './study-estimates'
import { checkTrials, memoryHere } from './trial-checks'

export interface LabParts {
  readonly appVersion: string
  /** What carries the lab, for the machine page: "Electron 45.4.1", "lab server", ... */
  readonly carrier: string
  readonly dataFolder: string
  readonly installed: InstalledParts
  readonly store: HistoryStore & DamageReport
  readonly folders: RunFolders
  readonly settings: SettingsStore & DamageReport
  readonly schedules: ScheduleStore & DamageReport
  readonly views: ListStore<SavedView> & DamageReport
  readonly imports: ImportStore & DamageReport
  readonly seriesPacks: SeriesPacks
  readonly speeds: SpeedStore & DamageReport
  readonly launcher: TrainerLauncher
  readonly painter: Painter
  /** The script of exported reports; rejects with `export-failed` where it is missing. */
  readonly reportProgram: () => Promise<string>
  /** Trainers at once for this process only; overrides the settings. */
  readonly parallelRuns?: number
  /** Measures a machine that never was, after so long without any run; never when left out. */
  readonly measureAfterMs?: number
  /** Another process is the writer: unfinished runs are left as they are. */
  readonly readOnly?: boolean
  readonly now?: () => Date
}

/** The lab core: all services behind the contract, ready for any carrier. */
export interface Lab {
  /** Checks and runs one call from outside; never rejects. */
  call(untrusted: UntrustedCall): Promise<Reply>
  readonly services: LabServices
  on<Name extends EventName>(
    name: Name,
    listener: (payload: EventPayload<Name>) => void,
  ): () => void
  /** Ends every trainer and the painter; unfinished runs become `interrupted`. */
  close(): Promise<void>
}

/** Builds the services, connects them, and loads the history. */
export async function openLab(parts: LabParts): Promise<Lab> {
  const { store, folders, settings, launcher, painter, installed } = parts
  const now = parts.now ?? (() => new Date())
  const hub = new EventHub()
  const advances = new Advances(hub)
  const history = new History(store, folders, hub)
  const dataset = new DecodedDataset(installed.dataset)
  const machine = new Machine({
    ...parts,
    dataset: () => dataset.describe(),
    storageProblems: () =>
      [
        ...[store, settings, parts.schedules, parts.views, parts.imports, parts.speeds],
        series,
      ].flatMap((part) => part.problems()),
    wishedParallel: () => parts.parallelRuns ?? settings.read().parallelRuns,
  })
  const queue = new RunQueue({
    history,
    folders,
    advances,
    launcher,
    now,
    limit: () => machine.parallel().runs,
    seat: (together) => machine.seat(together),
    datasetFile: () => dataset.open(),
    checkpointEveryEpochs: () => settings.read().checkpointEveryEpochs,
  })
  const schedules = new SavedSchedules(parts.schedules, hub, now)
  const views = new SavedViews(parts.views, hub, now)
  const imports = new Imports(parts.imports, hub, now)
  const keeping = new RunKeeping(history, queue)
  const series = new SeriesCache({ ...folders, packs: parts.seriesPacks })
  const readEpochs = (runId: RunId) => series.rows(history.run(runId))
  const readRateSums = (runId: RunId) => series.rateSums(history.run(runId))
  const check = (trials: readonly Trial[]) => checkTrials(trials, memoryHere())
  const making = { history, folders, queue, now, check }
  const forks = new Forks(making)
  const plan = (recipe: Recipe, together: number) => machine.planFor(recipe, together)
  const studies = new Studies({ ...making, templates: studyTemplates, forks, plan })
  const estimates = new StudyEstimates({
    histories: () => history.list(),
    readEpochs,
    plan,
    measured: () => machine.measured(),
    parallelRuns: () => machine.parallel().runs,
  })
  await history.load()
  if (!parts.readOnly) {
    await history.recover()
    void machine.open().then(() => queue.fill())
  }
  const measureOnce = () => {
    // A courtesy: what fails now is told when somebody asks for it.
    if (!machine.isMeasured && queue.isIdle) machine.measure().catch(() => undefined)
  }
  const timer = parts.measureAfterMs && setTimeout(measureOnce, parts.measureAfterMs)

  const services: LabServices = {
    machine: {
      describe: () => machine.describe(),
      measure: () => machine.measure().then(() => machine.describe()),
    },
    settings: {
      read: async () => settings.read(),
      update: async (changes) => {
        const changed = { ...settings.read(), ...changes }
        settings.write(changed)
        hub.emit('settingsChanged', changed)
        queue.fill()
        return changed
      },
    },
    studies: {
      templates: async () => [...studyTemplates],
      list: async () => [...history.list()],
      get: async ({ studyId }) => history.study(studyId),
      create: async (order) => await studies.create(order),
      estimate: async (order) => estimates.estimate(designFor(studyTemplates, order)),
      rename: async ({ studyId, name }) => await studies.rename(studyId, name),
      remove: async ({ studyId }) => studies.remove(studyId).then(() => ({})),
      restore: ({ studyId }) => studies.restore(studyId),
      pause: async ({ studyId }) => studies.pause(studyId).then(() => ({})),
      resume: async ({ studyId }) => studies.resume(studyId).then(() => ({})),
      stop: async ({ studyId }) => studies.stop(studyId).then(() => ({})),
      retry: async ({ studyId }) => studies.retryAll(studyId).then(() => ({})),
    },
    runs: {
      pause: async ({ runId }) => queue.pause(runId),
      resume: async ({ runId }) => queue.resume(runId),
      stop: async ({ runId }) => queue.stop(runId),
      retry: async ({ runId }) => studies.retry(runId),
      prioritise: async ({ runId }) => queue.prioritise(runId),
      checkpoints: ({ runId }) => forks.checkpoints(runId),
      fork: (order) => forks.fork(order),
      epochs: ({ runIds }) =>
        mapSome(runIds, async (runId) => ({ runId, rows: await readEpochs(runId) })),
      columns: async ({ runIds }) =>
        joinColumns(await mapSome(runIds, (runId) => series.columns(history.run(runId)))),
      steps: ({ runId }) => folders.readSteps(history.run(runId).id),
      log: async ({ runId }) => ({ lines: [...(await folders.readLog(history.run(runId).id))] }),
      progress: async () => advances.current(),
      rateSums: ({ runIds }) =>
        mapSome(runIds, async (runId) => ({ runId, sums: await readRateSums(runId) })),
      mark: ({ runIds, changes }) => keeping.mark(runIds, changes),
      remove: ({ runIds }) => keeping.remove(runIds).then(() => ({})),
      restore: ({ runIds }) => keeping.restore(runIds),
    },
    schedules: {
      list: async () => schedules.list(),
      save: async (wish) => schedules.save(wish),
      remove: async ({ scheduleId }) => {
        schedules.remove(scheduleId)
        return {}
      },
    },
    views: {
      list: async () => views.list(),
      save: async (wish) => views.save(wish),
      remove: async ({ viewId }) => {
        views.remove(viewId)
        return {}
      },
    },
    imports: {
      list: async () => imports.list(),
      rows: ({ importIds }) => imports.rows(importIds),
      add: ({ files, tags }) => imports.add(files, tags),
      rename: ({ importId, name }) => imports.rename(importId, name),
      remove: ({ importIds }) => imports.remove(importIds).then(() => ({})),
    },
    bundles: createBundles({
      ...making,
      appVersion: parts.appVersion,
      machine: () => machine.describe(),
      data: () => dataset.identity(),
    }),
    exports: createExports({
      histories: () => history.list(),
      study: (studyId) => history.study(studyId),
      run: (runId) => history.run(runId),
      readEpochs,
      readSteps: (runId) => folders.readSteps(runId),
      rateSums: async (runIds) =>
        new Map(
          await mapSome(runIds, async (runId) => [runId, await readRateSums(runId)] as const),
        ),
      imports: (ids) => imports.curves(ids),
      painter,
      report: {
        appVersion: parts.appVersion,
        machine: async () => machineOf(await machine.describe()),
        data: () => dataset.identity(),
        program: parts.reportProgram,
      },
    }),
  }

  return {
    services,
    call: (untrusted) => dispatch(services, untrusted),
    on: (name, listener) => hub.on(name, listener),
    close: async () => {
      clearTimeout(timer)
      await queue.close()
      advances.flush()
      await series.flush()
      // What cannot be deleted now is deleted when the lab is opened next.
      await history.purge().catch(() => undefined)
      await painter.close()
    },
  }
}

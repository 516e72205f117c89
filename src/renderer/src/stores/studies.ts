import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { LabApi } from '../../../shared/contract/api'
import type { RunId, StudyId } from '../../../shared/domain/ids'
import type { RunRecord, RunStatus } from '../../../shared/domain/run'
import type { MarkChanges } from '../../../shared/domain/run-marks'
import type { StudyHistory, StudyTemplate } from '../../../shared/domain/study'
import { useConnectionStore } from './connection'
import { useFaultsStore } from './faults'
import { listen, useConnection, whenConnected } from './lab'
import { useLoading } from './loading'

type Order = Parameters<LabApi['studies']['create']>[0]
type ForkOrder = Parameters<LabApi['runs']['fork']>[0]

/** The same history with the given records in place of, or after, its own. */
function withRuns(history: StudyHistory, changed: readonly RunRecord[]): StudyHistory {
  const byId = new Map(changed.map((run) => [run.id, run]))
  const known = new Set(history.runs.map((run) => run.id))
  return {
    study: history.study,
    runs: [
      ...history.runs.map((run) => byId.get(run.id) ?? run),
      ...changed.filter((run) => !known.has(run.id)),
    ],
  }
}

function byStudy(runs: readonly RunRecord[]): ReadonlyMap<StudyId, readonly RunRecord[]> {
  const studies = new Map<StudyId, RunRecord[]>()
  for (const run of runs) {
    const own = studies.get(run.studyId)
    if (own) own.push(run)
    else studies.set(run.studyId, [run])
  }
  return studies
}

/** The same history without the given records; itself when it has none of them. */
function without(history: StudyHistory, gone: ReadonlySet<RunId>): StudyHistory {
  const runs = history.runs.filter(({ id }) => !gone.has(id))
  return runs.length === history.runs.length ? history : { study: history.study, runs }
}

/** All studies with their runs' records, and what can be done with them. */
export const useStudiesStore = defineStore('studies', () => {
  const { lab } = useConnection()
  const { state: connection } = storeToRefs(useConnectionStore())
  const { attempt } = useFaultsStore()

  const histories = shallowRef<ReadonlyMap<StudyId, StudyHistory>>(new Map())
  const templates = shallowRef<readonly StudyTemplate[]>([])
  const {
    status,
    problem,
    run: load,
  } = useLoading(async () => {
    const [brought, all] = await Promise.all([lab.studies.templates({}), lab.studies.list({})])
    templates.value = brought
    histories.value = new Map(all.map((history) => [history.study.id, history]))
  })

  const newestFirst = computed(() =>
    [...histories.value.values()].sort((a, b) =>
      b.study.createdAt.localeCompare(a.study.createdAt),
    ),
  )
  const runs = computed(() => newestFirst.value.flatMap((history) => history.runs))
  const countOf = (status: RunStatus) =>
    computed(() => runs.value.filter((run) => run.status === status).length)
  const runningCount = countOf('running')
  const queuedCount = countOf('queued')
  const pausedCount = countOf('paused')
  const runById = computed(() => new Map(runs.value.map((run) => [run.id, run])))

  const put = (history: StudyHistory) => {
    histories.value = new Map(histories.value).set(history.study.id, history)
  }
  const putRuns = (changed: readonly RunRecord[]) => {
    const next = new Map(histories.value)
    for (const [studyId, own] of byStudy(changed)) {
      const history = next.get(studyId)
      if (history) next.set(studyId, withRuns(history, own))
    }
    histories.value = next
  }
  const drop = (studyId: StudyId) => {
    const next = new Map(histories.value)
    next.delete(studyId)
    histories.value = next
  }

  const dropRuns = (runIds: readonly RunId[]) => {
    const gone = new Set(runIds)
    const next = new Map<StudyId, StudyHistory>()
    for (const history of histories.value.values())
      next.set(history.study.id, without(history, gone))
    histories.value = next
  }

  listen(lab, 'runsChanged', (event) => putRuns(event.runs))
  listen(lab, 'runsRemoved', (event) => dropRuns(event.runIds))
  listen(lab, 'runsRestored', (event) => putRuns(event.runs))
  listen(lab, 'studyChanged', put)
  listen(lab, 'studyRemoved', ({ studyId }) => drop(studyId))
  whenConnected(connection, load)

  /** The new study, or undefined when it could not be made. */
  const create = (order: Order) =>
    attempt(async () => {
      const history = await lab.studies.create(order)
      put(history)
      return history
    })
  const rename = (studyId: StudyId, name: string) =>
    attempt(async () => put(await lab.studies.rename({ studyId, name })))
  const remove = (studyId: StudyId) =>
    attempt(async () => {
      await lab.studies.remove({ studyId })
      drop(studyId)
    })
  /** Brings a removed study back, as long as Cooldown was not closed since. */
  const restore = (studyId: StudyId) =>
    attempt(async () => put(await lab.studies.restore({ studyId })))
  /** Notes something on runs; true once it is kept. */
  const mark = (runIds: readonly RunId[], changes: MarkChanges) =>
    attempt(async () => {
      putRuns(await lab.runs.mark({ runIds: [...runIds], changes }))
      return true
    })
  /** Takes ended runs out of sight; true when it could be done. */
  const removeRuns = (runIds: readonly RunId[]) =>
    attempt(async () => {
      await lab.runs.remove({ runIds: [...runIds] })
      dropRuns(runIds)
      return true
    })
  /** Brings removed runs back, as long as Cooldown was not closed since; true once they are. */
  const restoreRuns = (runIds: readonly RunId[]) =>
    attempt(async () => {
      putRuns(await lab.runs.restore({ runIds: [...runIds] }))
      return true
    })
  const steer = (verb: 'pause' | 'resume' | 'stop' | 'retry', studyId: StudyId) =>
    attempt(() => lab.studies[verb]({ studyId }))
  const steerRun = (verb: 'pause' | 'resume' | 'stop' | 'retry' | 'prioritise', runId: RunId) =>
    attempt(async () => {
      const run = await lab.runs[verb]({ runId })
      putRuns([run])
      return run
    })
  /** The new run, once its trial is known too; undefined when it could not be made. */
  const fork = (order: ForkOrder) =>
    attempt(async () => {
      const run = await lab.runs.fork(order)
      put(await lab.studies.get({ studyId: run.studyId }))
      return run
    })

  return {
    histories,
    templates,
    status,
    problem,
    newestFirst,
    runningCount,
    queuedCount,
    pausedCount,
    runById,
    load,
    create,
    rename,
    remove,
    restore,
    mark,
    removeRuns,
    restoreRuns,
    steer,
    steerRun,
    fork,
  }
})

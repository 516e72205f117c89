import { defineStore, storeToRefs } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { LabApi } from '../../../shared/contract/api'
import type { RunId, StudyId } from '../../../shared/domain/ids'
import type { RunRecord, RunStatus } from '../../../shared/domain/run'
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
    for (const history of histories.value.values()) {
      const own = changed.filter((run) => run.studyId === history.study.id)
      if (own.length > 0) next.set(history.study.id, withRuns(history, own))
    }
    histories.value = next
  }
  const drop = (studyId: StudyId) => {
    const next = new Map(histories.value)
    next.delete(studyId)
    histories.value = next
  }

  listen(lab, 'runsChanged', (event) => putRuns(event.runs))
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
    steer,
    steerRun,
    fork,
  }
})

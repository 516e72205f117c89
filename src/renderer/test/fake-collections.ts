import type { EventName, EventPayload, LabApi } from '../../shared/contract/api'
import { LabError } from '../../shared/contract/errors'
import type { ImportedCurves, ImportedInfo } from '../../shared/domain/compare/compared-run'
import type { SavedView } from '../../shared/domain/compare/compare-view'
import { metricsIn } from '../../shared/domain/compare/imports'
import type { RunId, StudyId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import { marksOf, withMarkChanges, type MarkChanges } from '../../shared/domain/run-marks'
import type { StudyHistory } from '../../shared/domain/study'

type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

const now = '2026-11-25T10:00:00.000Z'

/** Saved views, in memory. */
export function fakeViews(first: () => readonly SavedView[], emit: Emit) {
  let kept: readonly SavedView[] | null = null
  const all = () => (kept ??= first())
  const put = (next: readonly SavedView[]) => {
    kept = next
    emit('viewsChanged', { views: [...next] })
  }
  return {
    list: all,
    save: ({ id, name, view }: Parameters<LabApi['views']['save']>[0]) => {
      const saved: SavedView = { id: id ?? `view-${all().length + 1}`, name, savedAt: now, view }
      put([saved, ...all().filter((each) => each.id !== saved.id)])
      return saved
    },
    remove: ({ viewId }: { viewId: string }) => {
      put(all().filter(({ id }) => id !== viewId))
      return {}
    },
  }
}

const infoOf = ({ rows, ...curves }: ImportedCurves): ImportedInfo => ({
  ...curves,
  points: rows.length,
  metrics: metricsIn(rows),
})

/** Curves from elsewhere, in memory; a file that is added becomes three epochs under its name. */
export function fakeImports(first: () => readonly ImportedCurves[], emit: Emit) {
  let kept: readonly ImportedCurves[] | null = null
  const all = () => (kept ??= first())
  const list = () => all().map(infoOf)
  const put = (next: readonly ImportedCurves[]) => {
    kept = next
    emit('importsChanged', { imports: list() })
  }
  return {
    list,
    rows: ({ importIds }: { importIds: string[] }) =>
      all()
        .filter(({ id }) => importIds.includes(id))
        .map(({ id, rows }) => ({ importId: id, rows })),
    add: ({ files, tags = [] }: Parameters<LabApi['imports']['add']>[0]) => {
      const added = files.map(({ path }, place): ImportedCurves => {
        const name = path.replace(/^.*\//, '').replace(/\.[^.]*$/, '')
        const rows = [0.7, 0.5, 0.4].map((valLoss, epoch) => ({
          epoch,
          valLoss,
          loss: valLoss / 2,
        }))
        const id = `import-${all().length + place + 1}`
        return { id, name, source: path, importedAt: now, tags, rows }
      })
      put([...added, ...all()])
      return { imports: added.map(infoOf), notices: [] }
    },
    rename: ({ importId, name }: { importId: string; name: string }) => {
      put(all().map((each) => (each.id === importId ? { ...each, name } : each)))
      const renamed = list().find(({ id }) => id === importId)
      if (!renamed) throw new LabError('not-found', `There are no curves "${importId}".`)
      return renamed
    },
    remove: ({ importIds }: { importIds: string[] }) => {
      put(all().filter(({ id }) => !importIds.includes(id)))
      return {}
    },
  }
}

/** Marks, removing and bringing back, over the histories of a fake lab. */
export function fakeKeeping(histories: Map<string, StudyHistory>, emit: Emit) {
  const removedStudies = new Map<string, StudyHistory>()
  const removedRuns = new Map<RunId, RunRecord>()
  const change = (runIds: readonly RunId[], act: (run: RunRecord) => RunRecord | null) => {
    const touched: RunRecord[] = []
    for (const { study, runs } of histories.values()) {
      const kept = runs.flatMap((run) => {
        if (!runIds.includes(run.id)) return [run]
        const next = act(run)
        touched.push(next ?? run)
        return next ? [next] : []
      })
      histories.set(study.id, { study, runs: kept })
    }
    return touched
  }
  return {
    runs: {
      mark: ({ runIds, changes }: { runIds: RunId[]; changes: MarkChanges }) => {
        const marked = change(runIds, (run) => ({
          ...run,
          marks: withMarkChanges(marksOf(run), changes),
        }))
        emit('runsChanged', { runs: marked })
        return marked
      },
      remove: ({ runIds }: { runIds: RunId[] }) => {
        for (const run of change(runIds, () => null)) removedRuns.set(run.id, run)
        emit('runsRemoved', { runIds })
        return {}
      },
      restore: ({ runIds }: { runIds: RunId[] }) => {
        const back = runIds.flatMap((runId) => removedRuns.get(runId) ?? [])
        for (const run of back) {
          const history = histories.get(run.studyId)
          if (history) histories.set(run.studyId, { ...history, runs: [...history.runs, run] })
        }
        emit('runsRestored', { runs: back })
        return back
      },
    },
    studies: {
      remove: ({ studyId }: { studyId: StudyId }) => {
        const removed = histories.get(studyId)
        if (removed) removedStudies.set(studyId, removed)
        histories.delete(studyId)
        emit('studyRemoved', { studyId })
        return {}
      },
      restore: ({ studyId }: { studyId: StudyId }) => {
        const back = removedStudies.get(studyId)
        if (!back) throw new LabError('not-found', `There is no removed study "${studyId}".`)
        histories.set(studyId, back)
        emit('studyChanged', back)
        return back
      },
    },
  }
}

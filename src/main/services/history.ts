import { LabError } from '../../shared/contract/errors'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import type { Study, StudyHistory } from '../../shared/domain/study'
import type { EventHub } from './event-hub'
import type { HistoryStore, RunFolders } from './ports'
import { derivedFrom } from './new-run'
import { endedWaiting, kept } from './run-outcome'

/**
 * Studies and runs in memory, the one place that changes them. State changes are written to the
 * store before anyone is told; progress within a state is not stored (the run's folder has it).
 */
export class History {
  private readonly studies = new Map<StudyId, Study>()
  private readonly runs = new Map<RunId, RunRecord>()

  constructor(
    private readonly store: HistoryStore,
    private readonly folders: RunFolders,
    private readonly hub: EventHub,
  ) {}

  async load(): Promise<void> {
    for (const { study, runs } of await this.store.load()) {
      this.studies.set(study.id, study)
      for (const run of runs) this.runs.set(run.id, run)
    }
  }

  /** Runs that a former process left unfinished become `interrupted`. */
  async recover(): Promise<void> {
    const unfinished = [...this.runs.values()].filter((run) => !isFinal(run.status))
    await this.changeRuns(await Promise.all(unfinished.map((run) => this.interrupted(run))))
  }

  private async interrupted(run: RunRecord): Promise<RunRecord> {
    const rows = await this.folders.readEpochs(run.id).catch((): EpochRow[] => [])
    const outcome =
      run.status === 'queued' || run.startedAt === null
        ? endedWaiting('Cooldown was closed', rows.length)
        : `Cooldown ended during epoch ${rows.length + 1}. ${kept(rows.length)}`
    return { ...run, ...derivedFrom(rows), status: 'interrupted', outcome }
  }

  list(): readonly StudyHistory[] {
    return [...this.studies.values()]
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .map((study) => this.withRuns(study))
  }

  study(studyId: StudyId): StudyHistory {
    const study = this.studies.get(studyId)
    if (!study) throw new LabError('not-found', `There is no study "${studyId}".`)
    return this.withRuns(study)
  }

  run(runId: RunId): RunRecord {
    const run = this.runs.get(runId)
    if (!run) throw new LabError('not-found', `There is no run "${runId}".`)
    return run
  }

  async saveStudy(study: Study): Promise<void> {
    await this.store.saveStudy(study)
    this.studies.set(study.id, study)
  }

  tellStudy(studyId: StudyId): void {
    this.hub.emit('studyChanged', this.study(studyId))
  }

  /** Stores the records, then tells everyone; they are told even if storing them fails. */
  async changeRuns(runs: readonly RunRecord[]): Promise<void> {
    if (runs.length === 0) return
    for (const run of runs) this.runs.set(run.id, run)
    try {
      await this.store.saveRuns(runs)
    } finally {
      this.hub.emit('runsChanged', { runs: [...runs] })
    }
  }

  async changeRun(runId: RunId, changes: Partial<RunRecord>): Promise<RunRecord> {
    const changed = { ...this.run(runId), ...changes }
    await this.changeRuns([changed])
    return changed
  }

  /** Takes over the rows finished so far, in memory only. */
  advanceRun(runId: RunId, rows: readonly EpochRow[]): void {
    this.runs.set(runId, { ...this.run(runId), ...derivedFrom(rows) })
  }

  async removeStudy(studyId: StudyId): Promise<void> {
    const { runs } = this.study(studyId)
    await this.store.removeStudy(studyId)
    this.studies.delete(studyId)
    for (const run of runs) {
      this.runs.delete(run.id)
      await this.folders.remove(run.id)
    }
    this.hub.emit('studyRemoved', { studyId })
  }

  private withRuns(study: Study): StudyHistory {
    const runs = [...this.runs.values()].filter((run) => run.studyId === study.id)
    return { study, runs }
  }
}

import { LabError } from '../../shared/contract/errors'
import type { RunId, StudyId } from '../../shared/domain/ids'
import { isFinal, type RunRecord } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import type { Study, StudyHistory } from '../../shared/domain/study'
import type { EventHub } from './event-hub'
import { derivedFrom } from './new-run'
import type { HistoryStore, RunFolders } from './ports'
import { RunIndex } from './run-index'
import { endedWaiting, kept } from './run-outcome'

/**
 * Studies and runs in memory, the one place that changes them. State changes are written to the
 * store before anyone is told; progress within a state is not stored (the run's folder has it).
 * What was removed is out of sight, and can be brought back until {@link purge}.
 */
export class History {
  private readonly index = new RunIndex()
  private removedStudies: ReadonlySet<StudyId> = new Set()
  private removedRuns: ReadonlySet<RunId> = new Set()
  private removing: Promise<void> = Promise.resolve()

  constructor(
    private readonly store: HistoryStore,
    private readonly folders: RunFolders,
    private readonly hub: EventHub,
  ) {}

  async load(): Promise<void> {
    for (const { study, runs } of await this.store.load()) {
      this.index.putStudy(study)
      for (const run of runs) this.index.putRun(run)
    }
  }

  /** Runs that a former process left unfinished become `interrupted`. */
  async recover(): Promise<void> {
    const unfinished = this.index.runs().filter((run) => !isFinal(run.status))
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

  /** Newest first. */
  list(): readonly StudyHistory[] {
    return this.index
      .studies()
      .filter(({ id }) => !this.removedStudies.has(id))
      .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
      .map(({ id }) => this.index.history(id, this.removedRuns))
  }

  study(studyId: StudyId): StudyHistory {
    if (this.index.study(studyId) && !this.removedStudies.has(studyId)) {
      return this.index.history(studyId, this.removedRuns)
    }
    throw new LabError('not-found', `There is no study "${studyId}".`)
  }

  run(runId: RunId): RunRecord {
    const run = this.index.run(runId)
    if (run && !this.removedRuns.has(runId) && !this.removedStudies.has(run.studyId)) return run
    throw new LabError('not-found', `There is no run "${runId}".`)
  }

  /** Whether an id is taken, by a study or run that was removed, too. */
  knows(id: StudyId | RunId): boolean {
    // Both maps are asked: the id is of either kind.
    const [study, run] = [this.index.study(id as StudyId), this.index.run(id as RunId)]
    return study !== undefined || run !== undefined
  }

  /** How often a trial was tried with a seed, removed tries included. */
  attempts({ studyId, trialId, seed }: Pick<RunRecord, 'studyId' | 'trialId' | 'seed'>): number {
    const tries = this.index
      .runsOf(studyId)
      .filter((run) => run.trialId === trialId && run.seed === seed)
    return Math.max(0, ...tries.map((run) => run.attempt))
  }

  async saveStudy(study: Study): Promise<void> {
    await this.store.saveStudy(study)
    this.index.putStudy(study)
  }

  tellStudy(studyId: StudyId): void {
    this.hub.emit('studyChanged', this.study(studyId))
  }

  /** Stores the records, then tells everyone; they are told even if storing them fails. */
  async changeRuns(runs: readonly RunRecord[]): Promise<void> {
    if (runs.length === 0) return
    for (const run of runs) this.index.putRun(run)
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
    this.index.putRun({ ...this.run(runId), ...derivedFrom(rows) })
  }

  async removeStudy(studyId: StudyId): Promise<void> {
    await this.changeRemoved(() => {
      const { study } = this.study(studyId)
      return { studies: new Set([...this.removedStudies, study.id]) }
    })
    this.hub.emit('studyRemoved', { studyId })
  }

  async restoreStudy(studyId: StudyId): Promise<StudyHistory> {
    await this.changeRemoved(() => {
      if (!this.removedStudies.has(studyId)) {
        throw new LabError('not-found', `There is no removed study "${studyId}" to bring back.`)
      }
      return { studies: without(this.removedStudies, [studyId]) }
    })
    this.tellStudy(studyId)
    return this.study(studyId)
  }

  async removeRuns(runIds: readonly RunId[]): Promise<void> {
    await this.changeRemoved(() => {
      const found = runIds.map((runId) => this.run(runId).id)
      return { runs: new Set([...this.removedRuns, ...found]) }
    })
    this.hub.emit('runsRemoved', { runIds: [...runIds] })
  }

  /** The runs that are to be seen again: those of a removed study come back with it. */
  async restoreRuns(runIds: readonly RunId[]): Promise<RunRecord[]> {
    await this.changeRemoved(() => {
      const unknown = runIds.find((runId) => !this.removedRuns.has(runId))
      if (unknown !== undefined) {
        throw new LabError('not-found', `There is no removed run "${unknown}" to bring back.`)
      }
      return { runs: without(this.removedRuns, runIds) }
    })
    const runs = runIds
      .flatMap((runId) => this.index.run(runId) ?? [])
      .filter((run) => !this.removedStudies.has(run.studyId))
    this.hub.emit('runsRestored', { runs })
    return runs
  }

  /** Deletes for good what was removed. */
  async purge(): Promise<void> {
    await this.removing
    if (this.removedStudies.size + this.removedRuns.size > 0) await this.store.purge()
  }

  /** One change after another: each starts from what the one before it left. */
  private changeRemoved(
    change: () => { readonly studies?: Set<StudyId>; readonly runs?: Set<RunId> },
  ): Promise<void> {
    const changed = this.removing.then(async () => {
      const { studies = this.removedStudies, runs = this.removedRuns } = change()
      await this.store.saveRemoved({ studyIds: [...studies], runIds: [...runs] })
      this.removedStudies = studies
      this.removedRuns = runs
      this.index.forgetHistories()
    })
    this.removing = changed.catch(() => undefined)
    return changed
  }
}

function without<Id>(ids: ReadonlySet<Id>, gone: readonly Id[]): Set<Id> {
  const left = new Set(ids)
  for (const id of gone) left.delete(id)
  return left
}

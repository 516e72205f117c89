import { LabError } from '../../shared/contract/errors'
import type { RunId, StudyId } from '../../shared/domain/ids'
import type { RunRecord } from '../../shared/domain/run'
import type { Study, StudyHistory } from '../../shared/domain/study'

interface Entry {
  study: Study
  /** In the order of their making. */
  readonly runs: Map<RunId, RunRecord>
  /** What {@link RunIndex.history} answered last, while it still holds. */
  history: StudyHistory | null
}

/** Studies with their runs, found by either's id in a moment, however many there are. */
export class RunIndex {
  private readonly entries = new Map<StudyId, Entry>()
  private readonly owners = new Map<RunId, Entry>()

  studies(): Study[] {
    return [...this.entries.values()].map(({ study }) => study)
  }

  study(studyId: StudyId): Study | undefined {
    return this.entries.get(studyId)?.study
  }

  runs(): RunRecord[] {
    return [...this.entries.values()].flatMap(({ runs }) => [...runs.values()])
  }

  runsOf(studyId: StudyId): RunRecord[] {
    return [...(this.entries.get(studyId)?.runs.values() ?? [])]
  }

  run(runId: RunId): RunRecord | undefined {
    return this.owners.get(runId)?.runs.get(runId)
  }

  putStudy(study: Study): void {
    const entry = this.entries.get(study.id)
    if (!entry) this.entries.set(study.id, { study, runs: new Map(), history: null })
    else Object.assign(entry, { study, history: null })
  }

  /** Adds or replaces a run of a study that is known. */
  putRun(run: RunRecord): void {
    const entry = this.entryOf(run.studyId)
    entry.runs.set(run.id, run)
    entry.history = null
    this.owners.set(run.id, entry)
  }

  /** A study with its runs but those left out; the same one until either changes. */
  history(studyId: StudyId, leftOut: ReadonlySet<RunId>): StudyHistory {
    const entry = this.entryOf(studyId)
    entry.history ??= {
      study: entry.study,
      runs: [...entry.runs.values()].filter(({ id }) => !leftOut.has(id)),
    }
    return entry.history
  }

  /** Other runs are left out from now on. */
  forgetHistories(): void {
    for (const entry of this.entries.values()) entry.history = null
  }

  private entryOf(studyId: StudyId): Entry {
    const entry = this.entries.get(studyId)
    if (entry) return entry
    throw new LabError('not-found', `There is no study "${studyId}".`)
  }
}

import { join } from 'node:path'
import { LabError } from '../../shared/contract/errors'
import { asStudyId, isSafeId, type StudyId } from '../../shared/domain/ids'
import type { StudyHistory } from '../../shared/domain/study'
import { GuardedFile } from './guarded-file'
import type { OpenStore } from './json-file'
import { systemCode } from '../services/file-reasons'
import { storageFailed } from './storage-error'
import { decodeStudy, encodeStudy } from './study-file'
import type { SyncDisk } from './sync-disk'

export interface StudyFilesRead {
  readonly histories: readonly StudyHistory[]
  readonly problems: readonly string[]
}

/** The files of all studies, each guarded for itself: a damaged one hides no other. */
export class StudyFiles {
  readonly folder: string
  private readonly files = new Map<StudyId, GuardedFile<StudyHistory>>()
  /** Studies on disk that must be left as they are. */
  private readonly untouchable = new Set<StudyId>()

  constructor(
    private readonly dataDir: string,
    private readonly open: OpenStore,
    private readonly disk: SyncDisk,
  ) {
    this.folder = join(dataDir, 'studies')
  }

  readAll(): StudyFilesRead {
    const histories: StudyHistory[] = []
    const problems: string[] = []
    for (const studyId of this.studyIds()) {
      try {
        const read = this.fileOf(studyId).read()
        if (read.kind === 'sound') histories.push(read.value)
        if (read.kind === 'newer') problems.push(this.leaveNewer(studyId, read.version))
        if ('problem' in read && read.problem !== null) problems.push(read.problem)
      } catch (error) {
        this.untouchable.add(studyId)
        problems.push(storageFailed('read', this.pathOf(studyId), error).message)
      }
    }
    return { histories, problems }
  }

  /** What each study's file and its copy hold; changes nothing. */
  inspectAll() {
    return this.studyIds().map((studyId) => ({ studyId, ...this.fileOf(studyId).inspect() }))
  }

  /** The sound ones, with nothing repaired. */
  peekAll(): readonly StudyHistory[] {
    return this.studyIds().flatMap((studyId) => {
      const seen = this.fileOf(studyId).peek()
      return seen.kind === 'sound' ? [seen.value] : []
    })
  }

  write(history: StudyHistory): void {
    this.fileOf(history.study.id).write(encodeStudy(history))
  }

  pathOf(studyId: StudyId): string {
    if (isSafeId(studyId)) return join(this.folder, `${studyId}.json`)
    throw new LabError('bad-input', `"${String(studyId)}" is not a study id.`)
  }

  forget(studyId: StudyId): void {
    this.files.delete(studyId)
  }

  /** True for a study whose file could not be read, or was written by a newer Cooldown. */
  mustStay(studyId: StudyId): boolean {
    return this.untouchable.has(studyId)
  }

  get someMustStay(): boolean {
    return this.untouchable.size > 0
  }

  private leaveNewer(studyId: StudyId, version: number): string {
    this.untouchable.add(studyId)
    return `${this.pathOf(studyId)} was written by a newer Cooldown (format ${version}); it is left as it is.`
  }

  /** Ids of the files, and of the copies whose file is gone. */
  private studyIds(): readonly StudyId[] {
    const ids = this.names()
      .filter((name) => /\.json(\.good)?$/.test(name))
      .map((name) => name.replace(/\.json(\.good)?$/, ''))
      .filter(isSafeId)
    return [...new Set(ids)].sort().map(asStudyId)
  }

  private names(): readonly string[] {
    try {
      return this.disk.readdirSync(this.folder)
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return []
      throw storageFailed('read', this.folder, error)
    }
  }

  private fileOf(studyId: StudyId): GuardedFile<StudyHistory> {
    const path = this.pathOf(studyId)
    if (this.untouchable.has(studyId)) {
      throw new LabError('storage-failed', `Cannot write ${path}: it is left as it is.`)
    }
    const known = this.files.get(studyId)
    if (known) return known
    const file = new GuardedFile(
      path,
      (text) => decodeStudy(studyId, text),
      () => this.open(this.dataDir, `studies/${studyId}`),
      this.disk,
    )
    this.files.set(studyId, file)
    return file
  }
}

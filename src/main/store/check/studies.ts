import type { StudyId } from '../../../shared/domain/ids'
import type { StudyHistory } from '../../../shared/domain/study'
import { GuardedFile } from '../guarded-file'
import type { OpenStore } from '../json-file'
import { StudyFiles } from '../study-files'
import { nodeSyncDisk } from '../sync-disk'
import { decodeStudy } from '../study-file'
import type { Finding } from './finding'
import { guardedFindings, renewCopy } from './guarded'

export interface StudyFindings {
  readonly histories: readonly StudyHistory[]
  /** Written by a newer Cooldown: their runs are no strays. */
  readonly newer: ReadonlySet<StudyId>
  readonly findings: readonly Finding[]
}

const otherwise = 'it is set aside, and the study made anew from its runs'

/** Looks at the file of every study. */
export function findInStudies(dataDir: string, openStore: OpenStore): StudyFindings {
  const files = new StudyFiles(dataDir, openStore, nodeSyncDisk)
  const looks = files.inspectAll()
  const newer = looks.filter(({ file }) => file.kind === 'newer').map(({ studyId }) => studyId)
  return {
    histories: files.peekAll(),
    newer: new Set(newer),
    findings: looks.flatMap(({ studyId, ...both }) =>
      guardedFindings(files.pathOf(studyId), both, otherwise),
    ),
  }
}

/** Copies sound files anew where their copies are damaged; damaged files the history mends. */
export function mendStudyCopies(dataDir: string, openStore: OpenStore): readonly string[] {
  const files = new StudyFiles(dataDir, openStore, nodeSyncDisk)
  return files.inspectAll().flatMap(({ studyId }) =>
    renewCopy(
      new GuardedFile(
        files.pathOf(studyId),
        (text) => decodeStudy(studyId, text),
        () => openStore(dataDir, `studies/${studyId}`),
        nodeSyncDisk,
      ),
    ),
  )
}

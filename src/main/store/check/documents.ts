import { join } from 'node:path'
import type { DamageReport } from '../../services/ports'
import type { DocumentKind, DocumentPlace } from '../guarded-document'
import { openDocument } from '../guarded-document'
import { GuardedFile } from '../guarded-file'
import { schedulesKind } from '../schedule-store'
import { settingsKind } from '../settings-store'
import { speedsKind } from '../speed-store'
import { nodeSyncDisk } from '../sync-disk'
import { viewsKind } from '../view-store'
import { windowKind } from '../window-store'
import type { Finding } from './finding'
import { guardedFindings, renewCopy } from './guarded'

/** Does the same with every document, whatever it holds. */
interface Checked {
  readonly find: (place: DocumentPlace) => readonly Finding[]
  readonly mend: (place: DocumentPlace) => readonly string[]
}

function checked<Value>(kind: DocumentKind<Value>): Checked {
  const fileIn = ({ dataDir, openStore, disk = nodeSyncDisk }: DocumentPlace) =>
    new GuardedFile(
      join(dataDir, `${kind.name}.json`),
      kind.decode,
      () => openStore(dataDir, kind.name, kind.properties),
      disk,
    )
  const otherwise = `it is set aside: ${kind.lost.replace(/[.]$/, '')}`
  return {
    find: (place) => {
      const file = fileIn(place)
      return guardedFindings(file.path, file.inspect(), otherwise)
    },
    mend: (place) => {
      const document: DamageReport = openDocument(kind, place)
      return [...document.problems(), ...renewCopy(fileIn(place))]
    },
  }
}

const documents: readonly Checked[] = [
  checked(settingsKind),
  checked(windowKind),
  checked(schedulesKind),
  checked(viewsKind),
  checked(speedsKind),
]

export const findInDocuments = (place: DocumentPlace): readonly Finding[] =>
  documents.flatMap(({ find }) => find(place))

/** Opens each, which repairs it; what was done, a sentence each. */
export const mendDocuments = (place: DocumentPlace): readonly string[] =>
  documents.flatMap(({ mend }) => mend(place))

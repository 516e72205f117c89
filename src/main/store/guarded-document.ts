import { join } from 'node:path'
import { LabError } from '../../shared/contract/errors'
import type { DamageReport } from '../services/ports'
import { GuardedFile, type Decoded, type GuardedRead } from './guarded-file'
import type { OpenStore, SchemaProperties } from './json-file'
import { storageFailed } from './storage-error'
import { nodeSyncDisk, sweepDrafts, type SyncDisk } from './sync-disk'

/** Where a document lies, and how it is opened: the same for all of them. */
export interface DocumentPlace {
  readonly dataDir: string
  readonly openStore: OpenStore
  /** Looks only: another process may be the writer. */
  readonly readOnly?: boolean | undefined
  readonly disk?: SyncDisk
}

export interface DocumentKind<Value> {
  /** `<name>.json` in the data folder. */
  readonly name: string
  /** As the start of a sentence: "The settings". */
  readonly title: string
  /** What holds without a file. */
  readonly initial: Value
  /** What to tell people when file and copy are both damaged. */
  readonly lost: string
  readonly decode: (text: string) => Decoded<Value>
  readonly encode: (value: Value) => object
  readonly properties?: SchemaProperties
}

/** One value in one guarded file, held in memory. */
export interface GuardedDocument<Value> extends DamageReport {
  read(): Value
  /** Replaces the value on the disk, then in memory; on any failure both keep the former one. */
  write(value: Value): void
}

/**
 * Opens a document: read once, written when changed; a bad file is kept aside and reported. It is
 * no reason not to start: what cannot be read is reported too, and never written over.
 */
export function openDocument<Value>(
  kind: DocumentKind<Value>,
  { dataDir, openStore, readOnly = false, disk = nodeSyncDisk }: DocumentPlace,
): GuardedDocument<Value> {
  const { name, title, initial, lost, decode, encode, properties } = kind
  const path = join(dataDir, `${name}.json`)
  const file = new GuardedFile(path, decode, () => openStore(dataDir, name, properties), disk)
  const problems: string[] = []
  let current = initial
  let untouchable = readOnly

  const repaired = (): GuardedRead<Value> => {
    sweepDrafts(disk, dataDir)
    const read = file.read()
    if ('problem' in read && read.problem !== null) problems.push(read.problem)
    if (read.kind === 'lost') problems.push(lost)
    return read
  }

  try {
    const found = readOnly ? file.peek() : repaired()
    if (found.kind === 'sound') current = found.value
    if (found.kind === 'newer') {
      untouchable = true
      problems.push(
        `${path} was written by a newer Cooldown (format ${found.version}); it is left as it is.`,
      )
    }
  } catch (error) {
    untouchable = true
    problems.push(storageFailed('read', path, error).message)
  }

  const refuseToWrite = (): never => {
    if (readOnly) throw new LabError('wrong-state', `${title} were opened for looking only.`)
    throw new LabError(
      'storage-failed',
      `Cannot write ${path}: Cooldown could not read it at the start, and leaves it as it is.`,
    )
  }

  return {
    problems: () => problems,
    read: () => current,
    write: (changed) => {
      if (untouchable) refuseToWrite()
      file.write(encode(changed))
      current = changed
    },
  }
}

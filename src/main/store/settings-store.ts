import { join } from 'node:path'
import { z } from 'zod'
import { LabError } from '../../shared/contract/errors'
import { defaultSettings, settings, type Settings } from '../../shared/contract/settings'
import type { DamageReport, SettingsStore } from '../services/ports'
import { GuardedFile, type Decoded } from './guarded-file'
import type { OpenStore, SchemaProperties } from './json-file'
import { storageFailed } from './storage-error'
import { nodeSyncDisk, sweepDrafts, type SyncDisk } from './sync-disk'

/** Far above any real settings file; a larger one is not ours. */
const mostCharacters = 256 * 1024

/** Without defaults, or conf would write them at once, unguarded, into a file that lacks some. */
const properties = z.toJSONSchema(settings, {
  io: 'input',
  override: ({ jsonSchema }) => delete jsonSchema.default,
}).properties as SchemaProperties

function decodeSettings(text: string): Decoded<Settings> {
  if (text.length > mostCharacters) return { kind: 'damaged', why: 'it is far too large' }
  try {
    const read = settings.safeParse(JSON.parse(text))
    return read.success
      ? { kind: 'sound', value: read.data }
      : { kind: 'damaged', why: z.prettifyError(read.error) }
  } catch {
    return { kind: 'damaged', why: text === '' ? 'it is empty' : 'it is cut short or garbled' }
  }
}

export interface SettingsStoreParts {
  readonly dataDir: string
  readonly openStore: OpenStore
  /** Looks only: another process may be the writer. */
  readonly readOnly?: boolean | undefined
  readonly disk?: SyncDisk
}

/** `settings.json`: read once, written when changed; a bad one is kept aside and reported. */
export function createSettingsStore({
  dataDir,
  openStore,
  readOnly = false,
  disk = nodeSyncDisk,
}: SettingsStoreParts): SettingsStore & DamageReport {
  const file = new GuardedFile(
    join(dataDir, 'settings.json'),
    decodeSettings,
    () => openStore(dataDir, 'settings', properties),
    disk,
  )
  const problems: string[] = []

  const repaired = () => {
    sweepDrafts(disk, dataDir)
    const read = file.read()
    if ('problem' in read && read.problem !== null) problems.push(read.problem)
    if (read.kind === 'lost') problems.push('The settings are back at their defaults.')
    return read
  }

  let current = defaultSettings
  try {
    const found = readOnly ? file.peek() : repaired()
    if (found.kind === 'sound') current = found.value
  } catch (error) {
    // Settings are no reason not to start: with the defaults, and a word about it.
    problems.push(storageFailed('read', file.path, error).message)
  }
  return {
    problems: () => problems,
    read: () => current,
    write: (changed) => {
      if (readOnly) throw new LabError('wrong-state', 'The settings were opened for looking only.')
      file.write(changed)
      current = changed
    },
  }
}

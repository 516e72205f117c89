import { z } from 'zod'
import { defaultSettings, settings, type Settings } from '../../shared/contract/settings'
import type { DamageReport, SettingsStore } from '../services/ports'
import { openDocument, type DocumentKind, type DocumentPlace } from './guarded-document'
import type { Decoded } from './guarded-file'
import type { SchemaProperties } from './json-file'

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

/** `settings.json`, plain enough to be written by hand. */
export const settingsKind: DocumentKind<Settings> = {
  name: 'settings',
  title: 'The settings',
  initial: defaultSettings,
  lost: 'The settings are back at their defaults.',
  decode: decodeSettings,
  encode: (value) => value,
  properties,
}

export const createSettingsStore = (place: DocumentPlace): SettingsStore & DamageReport =>
  openDocument(settingsKind, place)

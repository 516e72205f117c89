import { z } from 'zod'
import { defaultSettings, settings, type Settings } from '../../shared/contract/settings'
import type { DamageReport, SettingsStore } from '../services/ports'
import { openDocument, type DocumentKind, type DocumentPlace } from './guarded-document'
import type { SchemaProperties } from './json-file'
import { decodePlain } from './plain-document'

/** Without defaults, or conf would write them at once, unguarded, into a file that lacks some. */
const properties = z.toJSONSchema(settings, {
  io: 'input',
  override: ({ jsonSchema }) => delete jsonSchema.default,
}).properties as SchemaProperties

/** `settings.json`, plain enough to be written by hand. */
export const settingsKind: DocumentKind<Settings> = {
  name: 'settings',
  title: 'The settings',
  initial: defaultSettings,
  lost: 'The settings are back at their defaults.',
  decode: (text) => decodePlain(settings, text),
  encode: (value) => value,
  properties,
}

export const createSettingsStore = (place: DocumentPlace): SettingsStore & DamageReport =>
  openDocument(settingsKind, place)

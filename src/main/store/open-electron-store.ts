import ElectronStore from 'electron-store'
import { fileMode } from './disk'
import type { OpenStore } from './json-file'

type Values = Record<string, unknown>

/** JSON files written by electron-store, for the desktop app alone. */
export const openElectronStore: OpenStore = (dataDir, name, properties) => {
  const store = new ElectronStore<Values>({
    cwd: dataDir,
    name,
    configFileMode: fileMode,
    accessPropertiesByDotNotation: false,
    // A file it cannot read is evidence: never emptied, always reported.
    clearInvalidConfig: false,
    ...(properties && { schema: { ...properties } }),
  })
  return { write: (value) => (store.store = value as Values) }
}

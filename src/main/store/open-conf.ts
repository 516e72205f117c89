import Conf from 'conf'
import { fileMode } from './disk'
import type { OpenStore } from './json-file'

type Values = Record<string, unknown>

/** JSON files written by conf, for the lab server and the command line. */
export const openConf: OpenStore = (dataDir, name, properties) => {
  const conf = new Conf<Values>({
    cwd: dataDir,
    configName: name,
    configFileMode: fileMode,
    accessPropertiesByDotNotation: false,
    // A file it cannot read is evidence: never emptied, always reported.
    clearInvalidConfig: false,
    ...(properties && { schema: { ...properties } }),
  })
  return { write: (value) => (conf.store = value as Values) }
}

import { resolve } from 'node:path'
import { resolveDataDir } from './store/default-data-dir'

/** Where the person called us from: npm itself changes to the project's folder. */
export const callersFolder = () => process.env.INIT_CWD ?? process.cwd()

/** The data folder of this process, made if it is missing; relative paths are the caller's. */
export function dataDirHere(option: string | undefined): Promise<string> {
  return resolveDataDir(option ? resolve(callersFolder(), option) : option)
}

import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { chooseDataDir, prepareDataDir } from './store/default-data-dir'

/** Where the person called us from: npm itself changes to the project's folder. */
export const callersFolder = () => process.env.INIT_CWD ?? process.cwd()

/** The data folder of this process, made if it is missing; relative paths are the caller's. */
export function dataDirHere(option: string | undefined): string {
  const { env, platform } = process
  const whole = option === undefined || option === '' ? option : resolve(callersFolder(), option)
  const dataDir = chooseDataDir({ option: whole, env, platform, home: homedir() })
  prepareDataDir(dataDir)
  return dataDir
}

import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { LabError } from '../shared/contract/errors'
import { chooseDataDir, prepareDataDir } from './store/default-data-dir'

/** Where the person called us from: npm itself changes to the project's folder. */
export const callersFolder = () => process.env.INIT_CWD ?? process.cwd()

/** Path of the data folder; relative ones are the caller's. Nothing is made yet. */
export function chosenDataDir(option: string | undefined): string {
  const { env, platform } = process
  const whole = option ? resolve(callersFolder(), option) : option
  return chooseDataDir({ option: whole, env, platform, home: homedir() })
}

/** The data folder of this process, made if it is missing. */
export async function dataDirHere(option: string | undefined): Promise<string> {
  const dataDir = chosenDataDir(option)
  await prepareDataDir(dataDir)
  return dataDir
}

/** The data folder of this process, which has to be there: a mistyped one is not made and called sound. */
export async function existingDataDir(option: string | undefined): Promise<string> {
  const dataDir = chosenDataDir(option)
  if (existsSync(dataDir)) return dataDirHere(option)
  throw new LabError('not-found', `There is no data folder ${dataDir}.`)
}

import { isAbsolute, join, parse, resolve } from 'node:path'
import { constants, existsSync, promises as fs } from 'node:fs'
import { LabError } from '../../shared/contract/errors'
import { makeFolder, nodeDisk } from './disk'
import { storageFailed } from './storage-error'

const appName = 'Cooldown'

export interface DataDirWish {
  /** Value of `--data-dir`; undefined when not given. */
  readonly option?: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
}

/** Where the platform keeps what applications store: the folder that Electron would choose. */
function applicationData({ env, platform, home }: DataDirWish): string {
  if (platform === 'win32') return env['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  const chosen = env['XDG_CONFIG_HOME']
  return chosen !== undefined && isAbsolute(chosen) ? chosen : join(home, '.config')
}

function checked(name: string, path: string): string {
  const refuse = (rule: string) =>
    new LabError('bad-input', `${name} is ${JSON.stringify(path)}, but ${rule}.`)
  if (path === '') throw refuse('it must name a folder')
  if (path.includes('\0')) throw refuse('a path holds no NUL')
  if (!isAbsolute(path)) throw refuse('it must be an absolute path')
  const whole = resolve(path)
  if (parse(whole).root === whole) throw refuse('the root of a disk is no place for it')
  return whole
}

/** The data folder: `--data-dir`, else COOLDOWN_HOME, else the application's own. */
export function chooseDataDir(wish: DataDirWish): string {
  if (wish.option !== undefined) return checked('--data-dir', wish.option)
  const fromEnv = wish.env['COOLDOWN_HOME']
  if (fromEnv !== undefined) return checked('COOLDOWN_HOME', fromEnv)
  return checked('the data folder', join(applicationData(wish), appName))
}

/** Makes the folder, for its owner alone, unless it is there; refuses what cannot be written. */
export async function prepareDataDir(dataDir: string): Promise<void> {
  try {
    if (!existsSync(dataDir)) await makeFolder(nodeDisk, dataDir)
    if (!(await fs.stat(dataDir)).isDirectory()) {
      throw new LabError('storage-failed', `Cannot use ${dataDir}: it is a file, not a folder.`)
    }
    await fs.access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw storageFailed('use', dataDir, error)
  }
}

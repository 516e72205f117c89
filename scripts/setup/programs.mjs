import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined} where the program lies on the PATH
 */
export function findProgram(name, env, platform = process.platform) {
  const endings = platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  for (const folder of (env.PATH ?? env.Path ?? '').split(delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const file = join(folder, name + ending)
      if (isProgram(file)) return file
    }
  }
  return undefined
}

/** @param {string} file */
export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

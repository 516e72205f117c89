import { lstatSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { uniqueSuffix } from './files.mjs'
import { tfjsNodeDir } from './tensorflow-layout.mjs'

const LINKED = ['lib', 'deps']

/**
 * Makes tfjs-node in this checkout use the build in `dir`.
 * @param {import('./context.mjs').Context} context
 * @param {string} dir
 */
export function linkBuild({ checkout, platform }, dir) {
  for (const name of LINKED) {
    const link = join(tfjsNodeDir(checkout), name)
    const fresh = `${link}.${uniqueSuffix()}`
    symlinkSync(join(dir, name), fresh, platform === 'win32' ? 'junction' : 'dir')
    // A link is replaced at one stroke; a real folder, or any link on Windows, must go first.
    if (platform === 'win32' || !isLink(link)) rmSync(link, { recursive: true, force: true })
    renameSync(fresh, link)
  }
}

/** @param {string} checkout @param {string} dir */
export function isLinked(checkout, dir) {
  return LINKED.every((name) => {
    try {
      return (
        readlinkSync(join(tfjsNodeDir(checkout), name)).replace(/[\\/]$/, '') === join(dir, name)
      )
    } catch {
      return false
    }
  })
}

/** @param {string} checkout leaves tfjs-node without native TensorFlow */
export function unlinkBuild(checkout) {
  for (const name of LINKED) {
    const link = join(tfjsNodeDir(checkout), name)
    if (isLink(link)) rmSync(link)
  }
}

/** @param {string} path */
function isLink(path) {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

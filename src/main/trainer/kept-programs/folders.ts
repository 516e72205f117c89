import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A folder that is its owner's alone, made if it is missing in one that is there. Throws when it is
 * anything else: who can write there could have us run code of theirs.
 */
export function privateFolder(path: string): string {
  // Node making parents as well never returns where the system denies that they are there (/proc).
  if (!existsSync(path)) makeFolder(path)
  const found = lstatSync(path)
  const isOurs = found.isDirectory() && found.uid === process.getuid?.()
  if (!isOurs || (found.mode & 0o022) !== 0) throw new Error(`${path} is not ours alone`)
  return path
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another trainer was quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Bytes that this user may still write to the disk under a folder. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/** Removes all but the newest of these names in a folder. */
export function keepNewest(folder: string, kept: number, isMeant: (name: string) => boolean): void {
  const found = readdirSync(folder)
    .filter(isMeant)
    .map((name) => ({ path: join(folder, name), name }))
    .map((each) => ({ ...each, at: lstatSync(each.path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => other.at - one.at || (one.name < other.name ? -1 : 1))
  for (const { path } of found.slice(kept)) rmSync(path, { recursive: true, force: true })
}

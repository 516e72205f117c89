import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Thousands of small folders are made: in memory where Linux has a place for that. */
const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Calls back with a fresh folder, which goes afterwards. */
export async function inFreshFolder<Result>(act: (folder: string) => Promise<Result>) {
  const folder = mkdtempSync(join(root, 'cooldown-torture-'))
  try {
    return await act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Paths of all files and folders below one, sorted, seen from it. */
export const treeOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()

const unfinished = /\.tmp(-\d+[0-9a-f]*)?$|\.(new|removed)$/

/** What is there of things that were never finished. */
export const leftoversIn = (folder: string): readonly string[] =>
  treeOf(folder).filter((path) => unfinished.test(path))

import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** A trainer's own folder says for which machine and for which process it was made. */
const ownFolder = /^([0-9a-f]{32})\.(\d+)\.\w+$/

/** A fresh folder for this process. */
export const ownFolderIn = (folder: string, key: string) =>
  mkdtempSync(join(folder, `${key}.${process.pid}.`))

/**
 * Removes the folders of trainers that were killed or crashed, once `found` has heard for which
 * machine and with which files. A folder taken from a living trainer by mistake (its process may be
 * out of sight, in another container) does no harm: TensorFlow makes it anew.
 */
export function sweepLeftovers(
  folder: string,
  found: (key: string, files: readonly string[]) => void,
): void {
  for (const name of readdirSync(folder)) {
    const [, key, pid] = ownFolder.exec(name) ?? []
    if (key === undefined || isAlive(Number(pid))) continue
    const path = join(folder, name)
    found(key, readdirSync(path))
    rmSync(path, { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Others' processes may not be asked, but are there.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

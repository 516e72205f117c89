import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

const run = (command: string, ...parameters: string[]) =>
  execFileSync(command, parameters, { stdio: 'ignore' })

function mount(options: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cooldown-disk-'))
  try {
    run('mount', '-t', 'tmpfs', '-o', options, 'tmpfs', folder)
  } catch (error) {
    rmdirSync(folder)
    throw error
  }
  return folder
}

function unmount(folder: string): void {
  run('umount', folder)
  rmdirSync(folder)
}

/** Whether this user may mount: only root on Linux, and not in every container. */
export function canMount(): boolean {
  try {
    unmount(mount('size=64k'))
    return true
  } catch {
    return false
  }
}

export interface SmallDisk {
  readonly folder: string
  makeReadOnly(): void
}

/** A real disk of this size in memory, gone with the test. */
export function smallDisk(kilobytes: number): SmallDisk {
  const folder = mount(`size=${kilobytes}k`)
  onTestFinished(() => unmount(folder))
  return { folder, makeReadOnly: () => void run('mount', '-o', 'remount,ro', folder) }
}

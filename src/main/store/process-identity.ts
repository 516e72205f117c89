import { readFileSync } from 'node:fs'
import { systemCode } from '../services/file-reasons'

/**
 * When a process started, as the kernel counts it; null where that cannot be told, and for a
 * process that is gone or only waits to be collected by its parent.
 */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; the fields are counted from the last bracket on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2)
    return /^[^ZX](?: \S+){18} (\d+)/.exec(fields)?.[1] ?? null
  } catch {
    return null
  }
}

const hasProc = startOf(process.pid) !== null

/** Which process this is: its number, and its start, for numbers are used again. */
export interface ProcessIdentity {
  readonly pid: number
  readonly start: string | null
}

export const thisProcess = (): ProcessIdentity => ({
  pid: process.pid,
  start: startOf(process.pid),
})

/** Whether that very process, not a later one of the same number, still lives on this machine. */
export function isAlive({ pid, start }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Not ours to signal, but there; anything else means that it is gone.
    if (systemCode(error) !== 'EPERM') return false
  }
  return !hasProc || (startOf(pid) !== null && (start === null || startOf(pid) === start))
}

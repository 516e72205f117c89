import type { ChildProcess } from 'node:child_process'

const children = new Set<ChildProcess>()
const killAll = () => children.forEach((each) => each.kill('SIGKILL'))

/**
 * Kills the child when this process exits in an orderly way; returns the release. After a crash or
 * a kill of this process the child notices the closed channel and ends by itself.
 */
export function guardedByOurEnd(child: ChildProcess): () => void {
  if (children.size === 0) process.on('exit', killAll)
  children.add(child)
  return () => {
    children.delete(child)
    if (children.size === 0) process.off('exit', killAll)
  }
}

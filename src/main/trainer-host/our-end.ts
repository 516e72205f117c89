import type { ChildProcess } from 'node:child_process'

const children = new Set<ChildProcess>()
let isListening = false

/**
 * Kills the child when this process exits in an orderly way; returns the release. After a crash or
 * a kill of this process the child notices the closed channel and ends by itself.
 */
export function guardedByOurEnd(child: ChildProcess): () => void {
  if (!isListening) {
    isListening = true
    process.on('exit', () => children.forEach((each) => each.kill('SIGKILL')))
  }
  children.add(child)
  return () => {
    children.delete(child)
  }
}

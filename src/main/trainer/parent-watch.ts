import { Worker } from 'node:worker_threads'
import { littleMemory } from './little-memory'

const lookEveryMs = 1_000

/**
 * A closed channel is noticed only between two calls of TensorFlow, and one call can take long: a
 * slow disk while it loads, a huge layer. So a thread of its own looks whether the parent still
 * lives, and ends the process whatever the main thread does, a second after it has seen that: time
 * for a run to be put away. On Windows, where an orphan keeps its
 * parent's number, only the channel tells.
 */
const watch = `
  const { workerData } = require('node:worker_threads')
  let isOrphan = false
  setInterval(() => {
    if (isOrphan) process.kill(process.pid, 'SIGKILL')
    isOrphan = process.ppid !== workerData.parent
  }, workerData.lookEveryMs)
`

export function endWithParent(): void {
  const workerData = { parent: process.ppid, lookEveryMs }
  new Worker(watch, { eval: true, workerData, resourceLimits: littleMemory }).unref()
}

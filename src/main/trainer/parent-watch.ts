import { Worker } from 'node:worker_threads'

const lookEveryMs = 1_000

/**
 * A closed channel is noticed only between two calls of TensorFlow, and one call can take long: a
 * slow disk while it loads, a huge layer. So a thread of its own looks whether the parent still
 * lives, and ends the process whatever the main thread does. On Windows, where an orphan keeps its
 * parent's number, only the channel tells.
 */
const watch = `
  const { workerData } = require('node:worker_threads')
  setInterval(() => {
    if (process.ppid !== workerData.parent) process.kill(process.pid, 'SIGKILL')
  }, workerData.lookEveryMs)
`

export function endWithParent(): void {
  const workerData = { parent: process.ppid, lookEveryMs }
  new Worker(watch, { eval: true, workerData }).unref()
}

import { Worker } from 'node:worker_threads'

/** So long a case may keep the whole process from going on. */
const longestMs = 120_000

const program = `
const { workerData: { shared, name, longestMs } } = require('node:worker_threads')
const { writeSync } = require('node:fs')
const seen = new Int32Array(shared)
let last = -1
let since = Date.now()
setInterval(() => {
  if (seen[0] !== last) [last, since] = [seen[0], Date.now()]
  if (last < 0 || Date.now() - since < longestMs) return
  writeSync(2, 'BROKEN ' + name + ', case ' + last + ': it hangs, and is ended here\\n')
  process.kill(process.pid, 'SIGKILL')
}, 1000)
`

/**
 * Ends the process, telling the case, when one never comes back: nothing in its own thread could.
 * `at` tells where it is, a negative number that there is nothing to wait for.
 */
export function watchHangs(name: string) {
  const shared = new SharedArrayBuffer(4)
  const seen = new Int32Array(shared)
  seen[0] = -1
  const worker = new Worker(program, { eval: true, workerData: { shared, name, longestMs } })
  worker.unref()
  return {
    at: (number: number) => void Atomics.store(seen, 0, number),
    end: () => worker.terminate(),
  }
}

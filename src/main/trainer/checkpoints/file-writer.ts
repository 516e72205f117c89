import { Worker } from 'node:worker_threads'
import { littleMemory } from '../little-memory'

/**
 * Hashing and waiting for the disk take longer than training may be held up, so a thread of its
 * own does both. A file appears whole or not at all, and what it replaces goes only after it.
 */
export const writerThread = `
  const fs = require('node:fs')
  const { createHash } = require('node:crypto')
  const { dirname } = require('node:path')
  const { parentPort } = require('node:worker_threads')

  function sync(path) {
    const folder = fs.openSync(path, 'r')
    try {
      fs.fsyncSync(folder)
    } finally {
      fs.closeSync(folder)
    }
  }

  function write({ bytes, digestBytes, path, draft, remove }) {
    const body = bytes.subarray(0, -digestBytes)
    bytes.set(createHash('sha256').update(body).digest(), body.length)
    const file = fs.openSync(draft, 'w', 0o600)
    try {
      fs.writeFileSync(file, bytes)
      fs.fsyncSync(file)
    } finally {
      fs.closeSync(file)
    }
    fs.renameSync(draft, path)
    // Windows keeps no handle on folders; its file systems journal names by themselves.
    if (process.platform !== 'win32') sync(dirname(path))
    for (const old of remove) fs.rmSync(old, { force: true })
  }

  parentPort.on('message', (job) => {
    let fault = null
    try {
      write(job)
    } catch (error) {
      fault = error.message
      try {
        fs.rmSync(job.draft, { force: true })
      } catch {
        // The first error says why; a draft that stays is swept at the next start.
      }
    }
    parentPort.postMessage({ fault, bytes: job.bytes }, [job.bytes.buffer])
  })
`

export interface WriteJob {
  readonly path: string
  /** Its name until it is whole. */
  readonly draft: string
  /** Handed over: they are of no use to the caller until they come back. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The last so many bytes become the SHA-256 of those before. */
  readonly digestBytes: number
  /** Paths of files to delete once this one is safe. */
  readonly remove: readonly string[]
}

export interface WriteResult {
  /** Why it could not be written; null when it is on the disk. */
  readonly fault: string | null
  /** The job's bytes, free again; null when they are lost. */
  readonly bytes: Uint8Array<ArrayBuffer> | null
}

/** Writes one file after the other while training goes on. */
export class FileWriter {
  private worker: Worker | null = null
  private answer: (result: WriteResult) => void = () => undefined

  /** Not to be called again before it has resolved; never rejects. */
  write(job: WriteJob): Promise<WriteResult> {
    this.worker ??= this.start()
    const { worker } = this
    worker.ref()
    return new Promise((resolve) => {
      this.answer = (result) => {
        worker.unref()
        resolve(result)
      }
      worker.postMessage(job, [job.bytes.buffer])
    })
  }

  async close(): Promise<void> {
    await this.worker?.terminate()
    this.worker = null
  }

  private start(): Worker {
    const worker = new Worker(writerThread, { eval: true, resourceLimits: littleMemory })
    worker.on('message', (result: WriteResult) => this.answer(result))
    worker.on('error', ({ message }) => {
      this.worker = null
      this.answer({ fault: message, bytes: null })
    })
    return worker
  }
}

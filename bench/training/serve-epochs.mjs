import { createInterface } from 'node:readline'

/** @param {object} message */
const tell = (message) => void process.stdout.write(`${JSON.stringify(message)}\n`)

/**
 * The other end of learner.mjs: says that it is ready, then trains as many epochs as each line asks.
 * @param {Record<string, string>} versions
 * @param {(epochs: number, told: (epoch: object) => void) => Promise<void>} train
 */
export async function serveEpochs(versions, train) {
  tell({ ready: versions })
  for await (const line of createInterface({ input: process.stdin })) {
    await train(JSON.parse(line).epochs, tell)
    tell({ done: true })
  }
}

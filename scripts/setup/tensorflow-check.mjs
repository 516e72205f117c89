import { fileURLToPath } from 'node:url'
import { nodeError, runCommand } from './command.mjs'

const PROBE = fileURLToPath(new URL('./tensorflow-probe.cjs', import.meta.url))
/** Sum of the 3 x 3 product of two matrices of ones, 3 x 2 and 2 x 3. */
const PRODUCT = 18
const PROBE_MS = 120_000

/**
 * Loads the linked TensorFlow in a process of its own, since a bad library ends its process.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<{ version: string, gpu: boolean }>}
 */
export async function probeTensorflow({ checkout, env }) {
  const result = await runCommand(process.execPath, [PROBE], {
    cwd: checkout,
    env: { ...env, TF_CPP_MIN_LOG_LEVEL: '3' },
    timeoutMs: PROBE_MS,
  })
  const found = parseLast(result.output)
  if (found?.product === PRODUCT) return { version: found.version, gpu: found.gpu }
  const why = result.ended ?? nodeError(result.output)
  throw new Error(`it does not load: ${why || `the process ended with ${result.code}`}`)
}

/** @param {string} output @returns {any} */
function parseLast(output) {
  for (const line of output.split('\n').reverse()) {
    if (!line.startsWith('{"product"')) continue
    return JSON.parse(line)
  }
  return undefined
}

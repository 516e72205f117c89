import { runCommand } from './command.mjs'
import { findProgram } from './programs.mjs'

const NVIDIA_SMI_MS = 20_000

/**
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<boolean>} whether the driver of an NVIDIA GPU answers
 */
export async function hasNvidiaGpu({ env, platform }) {
  const program = findProgram('nvidia-smi', env, platform)
  if (!program) return false
  try {
    const { code, output } = await runCommand(program, ['-L'], { env, timeoutMs: NVIDIA_SMI_MS })
    return code === 0 && /^GPU \d+:/m.test(output)
  } catch {
    // A program that cannot be run finds no GPU either.
    return false
  }
}

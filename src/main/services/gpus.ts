import { execFile } from 'node:child_process'
import type { EngineReport, Gpu } from '../../shared/contract/machine'

const bytesPerMiB = 1024 ** 2
/** A driver that hangs must not hold up the machine page. */
const answerWithinMs = 5_000

/** Lists NVIDIA devices by asking nvidia-smi; empty where it is missing or fails. */
export function listGpus(): Promise<readonly Gpu[]> {
  const question = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader,nounits']
  return new Promise((resolve) => {
    execFile('nvidia-smi', question, { timeout: answerWithinMs }, (error, answer) => {
      resolve(error ? [] : parseGpus(answer))
    })
  })
}

/** Reads lines such as `NVIDIA A100, 550.54, 40960` (memory in MiB). */
export function parseGpus(answer: string): readonly Gpu[] {
  return answer
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim()))
    .flatMap(([name, driver, memory]) =>
      name && driver && memory ? [{ name, driver, memoryBytes: Number(memory) * bytesPerMiB }] : [],
    )
}

/** Whether training uses a GPU, and why not when it does not. */
export function describeGpuUse(
  gpus: readonly Gpu[],
  engine: Pick<EngineReport, 'kind' | 'build'>,
  tensorflowGpus: readonly string[],
): string {
  if (tensorflowGpus.length > 0) return `Training uses ${tensorflowGpus.join(', ')}.`
  if (gpus.length === 0) {
    return 'Training uses the processor: nvidia-smi reports no NVIDIA GPU on this machine.'
  }
  if (engine.kind !== 'native') {
    return 'The GPU is not used: native TensorFlow is missing, and the WASM engine cannot use it.'
  }
  return engine.build === 'cuda'
    ? 'The GPU is not used: TensorFlow cannot open it. The driver may be older than its CUDA version needs.'
    : 'The GPU is not used: the CPU build of TensorFlow is installed. "npm run setup" fetches the CUDA build.'
}

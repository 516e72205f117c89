import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'

/** What machine code depends on, beside the program that it was made from. */
export interface Machine {
  /** The text of /proc/cpuinfo. */
  readonly processors: string
  readonly architecture: string
  /** Processors that this process may use: XLA cuts its loops by them. */
  readonly cores: number
  /** TensorFlow's threads, as the environment has them. */
  readonly threads: string
  /** Which TensorFlow it is: its libraries with their sizes and times. */
  readonly tensorflow: readonly string[]
  /** Options of XLA from the environment. */
  readonly options: string
}

/** The lines that tell a model of processor and its instructions, on x86 and on ARM. */
const telling =
  /^(vendor_id|cpu family|model|model name|stepping|flags|Features|CPU (implementer|architecture|variant|part|revision))\s*:/
const instructions = /^(flags|Features)\s*:/m

/**
 * 32 hexadecimal digits that are the same where machine code may be used again; null where the
 * system does not tell which instructions its processors have, as only Linux does.
 */
export function machineKey({ processors, ...rest }: Machine): string | null {
  if (!instructions.test(processors)) return null
  const lines = processors.split('\n').filter((line) => telling.test(line))
  const kinds = [...new Set(lines)].sort()
  return createHash('sha256')
    .update(JSON.stringify([kinds, rest]))
    .digest('hex')
    .slice(0, 32)
}

/** The machine under this process. Throws where it cannot be made out. */
export function thisMachine(): Machine {
  return {
    processors: readFileSync('/proc/cpuinfo', 'utf8'),
    architecture: process.arch,
    cores: availableParallelism(),
    threads: process.env.TF_NUM_INTRAOP_THREADS ?? '',
    tensorflow: librariesOfTensorflow(),
    options: process.env.XLA_FLAGS ?? '',
  }
}

/** Known before they are loaded, as what they are told has to be. */
function librariesOfTensorflow(): readonly string[] {
  const here = createRequire(import.meta.url)
  const folder = join(dirname(here.resolve('@tensorflow/tfjs-node/package.json')), 'deps', 'lib')
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name))
      return `${name} ${size} ${mtimeMs}`
    })
}

import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkoutDir } from '../../scripts/setup/paths.mjs'
import { machineLine, rowTable, timingTable } from './table.mjs'

/** The measurement that the document shows. */
const resultsFile = fileURLToPath(new URL('results.json', import.meta.url))
const documentFile = join(checkoutDir, 'docs', 'benchmarks.md')

/** @param {import('./index.mjs').TrainingResult} result */
export const keepResult = (result) => writeFile(resultsFile, `${JSON.stringify(result, null, 2)}\n`)

/**
 * Writes docs/benchmarks.md from the kept measurement.
 * @returns {Promise<boolean>} false when none has been kept yet
 */
export async function writeBenchmarks() {
  if (!existsSync(resultsFile)) return false
  const result = JSON.parse(await readFile(resultsFile, 'utf8'))
  await writeFile(documentFile, documentOf(result))
  return true
}

/** @param {string[][]} table */
function markdown([heads = [], ...rows]) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |\n`
  return line(heads) + line(heads.map(() => '---')) + rows.map(line).join('')
}

/** @param {import('./index.mjs').TrainingResult} result @returns {string} */
export function documentOf(result) {
  const { epoch, cnn } = result.details
  return `# Benchmarks

\`npm run bench -- training --peers --write-docs\` measured this and wrote this page; without
\`--write-docs\` it only prints, without \`--peers\` it measures what is ours, and \`--full\` trains the
article's study in its whole length.

${machineLine(result)}.

${markdown(rowTable(result))}
${epoch ? `## One epoch of the article\n\n${markdown(timingTable(result, epoch))}\n` : ''}${
    cnn ? `## One epoch of the convolutional preset\n\n${markdown(timingTable(result, cnn))}\n` : ''
  }${method}`
}

const method = `## How it is measured

- **The work**: the article's network (784-512-200-10), batches of 64, 16,000 images to train on and
  4,000 to validate on after each of its epochs, SGD with a rate that changes every epoch, the real
  Fashion-MNIST. All on the processor, each with the number of threads that it takes by itself.
- **In turn**: the trainers stay alive side by side and train one after another, round after round.
  A turn begins with an epoch that does not count. A round's value is the mean of its epochs; what is
  printed is the median of the rounds, of ratios that of each round's own. Compiling is in the column
  of the first epoch and nowhere else.
- **Ours** is the built trainer process as the app starts it, timed from outside, with the compiler
  that the app takes for it; the other one is printed beside it. The study and the launch are the
  command that people run (\`node scripts/cooldown.mjs study run article\`), set-up checks,
  checkpoints, history and progress included.
- **The peers** are in \`bench/peers\`, written as their libraries' documentation advises: Keras's
  \`fit\` on arrays, plain and with \`jit_compile\`; PyTorch in eager mode, and with \`torch.compile\` over
  a whole step; JAX as one compiled call per epoch; tfjs-node's own \`fit\`. Keras's study trains all
  trials in one process, so that it imports TensorFlow once, and keeps nothing on the disk. Where the
  study is not trained in its whole length, its time is what happens once and a hundred times what one
  more epoch of all trials takes.
- **The peak** is a loop in TensorFlow over nothing but the eight matrix products of a training step, in
  the same process, the faster of plain and XLA, at its best. The share is its time over that of
  training, validation excluded.
- **Memory** is the resident size of the trainer process, shared libraries included.
- **The cost of recording** is that of everything around the engine: reading steps back, sending them,
  checking them, writing them to the disk. It is compared with a bare loop over the engine.
`

/**
 * What is measured and what was set out to be reached.
 * @typedef {object} Bar
 * @property {string} figure as people read it
 * @property {'x' | '%' | 'MB' | ''} unit
 * @property {{ least: number } | { most: number } | null} bar null where a figure is only told
 */

/** Every row of the table, in its order. */
export const bars = /** @type {const} */ ({
  tfjsFit: { figure: 'one epoch: tfjs-node fit / Cooldown', unit: 'x', bar: { least: 5 } },
  kerasFit: { figure: 'one epoch: Keras fit / Cooldown', unit: 'x', bar: { least: 3 } },
  kerasJit: { figure: 'one epoch: Keras jit_compile / Cooldown', unit: 'x', bar: { least: 2 } },
  torchEager: { figure: 'one epoch: PyTorch eager / Cooldown', unit: 'x', bar: null },
  torchCompile: { figure: 'one epoch: torch.compile / Cooldown', unit: 'x', bar: { least: 1.7 } },
  jaxScan: { figure: 'one epoch: JAX scan / Cooldown', unit: 'x', bar: { least: 1.3 } },
  study: {
    figure: 'article study, 9 trials of 100 epochs: Keras fit one after another / Cooldown',
    unit: 'x',
    bar: { least: 4.5 },
  },
  studyJit: { figure: 'the same: Keras jit_compile / Cooldown', unit: 'x', bar: null },
  peak: {
    figure: "share of the matrix products' peak, same process and shapes",
    unit: '',
    bar: { least: 0.8 },
  },
  launch: {
    figure: 'launch to first finished epoch: Keras script / Cooldown',
    unit: 'x',
    bar: { least: 2 },
  },
  memory: { figure: 'memory of one trainer, at most', unit: 'MB', bar: { most: 600 } },
  growth: { figure: 'growth of its memory over 500 epochs', unit: 'MB', bar: { most: 10 } },
  recording: {
    figure: 'cost of recording every step, in the app and on the disk',
    unit: '%',
    bar: { most: 2 },
  },
  checkpoints: { figure: 'cost of a checkpoint per epoch', unit: '%', bar: { most: 3 } },
  cnn: {
    figure: 'small convolutional network: Keras jit_compile / Cooldown',
    unit: 'x',
    bar: { least: 1.3 },
  },
  electron: { figure: "one epoch: Electron's own Node / standalone Node", unit: 'x', bar: null },
})

/** @typedef {keyof typeof bars} RowId */

/**
 * @typedef {object} Row
 * @property {RowId} id
 * @property {number | null} value the median of the rounds; null when it was not measured
 * @property {[number, number] | null} spread of the rounds
 * @property {boolean | null} reached null without a bar or a value
 * @property {string} note what else to know, or why it was not measured
 */

/**
 * @param {RowId} id
 * @param {import('./statistics.mjs').Figure} figure
 * @param {string} [note]
 * @returns {Row}
 */
export function measured(id, { median: value, spread }, note = '') {
  const { bar } = bars[id]
  const reached = bar && ('least' in bar ? value >= bar.least : value <= bar.most)
  return { id, value, spread, reached, note }
}

/** @param {RowId} id @param {string} why @returns {Row} */
export const unmeasured = (id, why) => ({
  id,
  value: null,
  spread: null,
  reached: null,
  note: why,
})

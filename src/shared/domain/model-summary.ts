import { fashionMnist, type ModelSpec } from './recipe'

/** One row of a model's summary; `shape` leaves out the batch dimension. */
export interface LayerSummary {
  readonly name: string
  readonly type: string
  readonly shape: readonly number[]
  readonly parameters: number
}

/** A model's layers as Keras names them, with output shapes and parameter counts. */
export function summariseModel(model: ModelSpec): readonly LayerSummary[] {
  const used = new Map<string, number>()
  const nameOf = (base: string) => {
    const times = used.get(base) ?? 0
    used.set(base, times + 1)
    return times === 0 ? base : `${base}_${times}`
  }
  let inputs: number = fashionMnist.pixels
  return model.layers.map((layer) => {
    if (layer.kind === 'flatten') {
      return { name: nameOf('flatten'), type: 'Flatten', shape: [inputs], parameters: 0 }
    }
    const parameters = (inputs + 1) * layer.units
    inputs = layer.units
    return { name: nameOf('dense'), type: 'Dense', shape: [layer.units], parameters }
  })
}

const grouped = (value: number) => value.toLocaleString('en-US')

function readableBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes.toFixed(2)} B`
  return bytes < 1024 ** 2
    ? `${(bytes / 1024).toFixed(2)} KB`
    : `${(bytes / 1024 ** 2).toFixed(2)} MB`
}

const widths = [33, 24, 15] as const

function ruled(left: string, line: string, middle: string, right: string): string {
  return left + widths.map((width) => line.repeat(width)).join(middle) + right
}

function row(edge: string, [name, shape, count]: readonly [string, string, string]): string {
  const cells = [
    ` ${name.padEnd(widths[0] - 1)}`,
    ` ${shape.padEnd(widths[1] - 1)}`,
    `${count.padStart(widths[2] - 1)} `,
  ]
  return edge + cells.join(edge) + edge
}

/** The table that Keras's `model.summary()` prints, for float32 weights. */
export function modelSummaryText(model: ModelSpec): string {
  const layers = summariseModel(model)
  const total = layers.reduce((sum, layer) => sum + layer.parameters, 0)
  const size = `${grouped(total)} (${readableBytes(total * 4)})`
  const rows = layers.map((layer) =>
    row('│', [
      `${layer.name} (${layer.type})`,
      `(None, ${layer.shape.join(', ')})`,
      grouped(layer.parameters),
    ]),
  )
  return [
    'Model: "sequential"',
    ruled('┏', '━', '┳', '┓'),
    row('┃', ['Layer (type)', 'Output Shape', 'Param #']),
    ruled('┡', '━', '╇', '┩'),
    rows.join(`\n${ruled('├', '─', '┼', '┤')}\n`),
    ruled('└', '─', '┴', '┘'),
    ` Total params: ${size}`,
    ` Trainable params: ${size}`,
    ' Non-trainable params: 0 (0.00 B)',
  ].join('\n')
}

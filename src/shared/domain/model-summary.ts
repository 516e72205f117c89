import type { ModelSpec } from './model'
import { isTrained, shapeLayers, sizeOf, type VariableShape } from './model-shape'

/** One row of a model's summary; `shape` leaves out the batch dimension. */
export interface LayerSummary {
  readonly name: string
  readonly type: string
  readonly shape: readonly number[]
  readonly parameters: number
}

/**
 * A model's layers as Keras names them, with output shapes and parameter counts. Throws `ModelError`
 * for a layer that its input does not fit.
 */
export function summariseModel(model: ModelSpec): readonly LayerSummary[] {
  return shapeLayers(model).map(({ name, type, output, variables }) => ({
    name,
    type,
    shape: output,
    parameters: parametersIn(variables),
  }))
}

/** How many numbers a model has: those that are trained, and moving statistics, which are not. */
export interface ParameterCounts {
  readonly trained: number
  readonly untrained: number
}

/** Counts a model's parameters. Throws `ModelError` as {@link summariseModel} does. */
export function countParameters(model: ModelSpec): ParameterCounts {
  const variables = shapeLayers(model).flatMap((layer) => layer.variables)
  return {
    trained: parametersIn(variables.filter(isTrained)),
    untrained: parametersIn(variables.filter((each) => !isTrained(each))),
  }
}

const parametersIn = (variables: readonly VariableShape[]) =>
  variables.reduce((sum, { shape }) => sum + sizeOf(shape), 0)

const grouped = (value: number) => value.toLocaleString('en-US')

/** Two decimals as Python writes them: what lies halfway goes to the even digit. */
function twoDecimals(value: number): string {
  const hundredths = value * 100
  const below = Math.floor(hundredths)
  const halfway = hundredths - below === 0.5
  return halfway ? ((below + (below % 2)) / 100).toFixed(2) : value.toFixed(2)
}

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

function readableBytes(bytes: number): string {
  const steps = units.findIndex((_, index) => bytes / 1024 ** (index + 1) < 1)
  const unit = steps === -1 ? units.length - 1 : steps
  return `${twoDecimals(bytes / 1024 ** unit)} ${units[unit] ?? ''}`
}

/** Of Keras's columns in an output of 80 characters, blanks at both ends included. */
const widths = [33, 24, 15] as const

/** Splits a cell's text at blanks; a word that is too long for a line goes on in the next one. */
function wrapped(text: string, width: number): readonly string[] {
  return text.split(' ').reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1)
    const joined = last === undefined ? word : `${last} ${word}`
    if (joined.length <= width) return [...lines.slice(0, -1), joined]
    const pieces = word.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
    return [...lines, ...pieces]
  }, [])
}

function ruled(left: string, line: string, middle: string, right: string): string {
  return left + widths.map((width) => line.repeat(width)).join(middle) + right
}

function row(edge: string, cells: readonly [name: string, shape: string, count: string]): string {
  const columns = cells.map((cell, index) => wrapped(cell, (widths[index] ?? 0) - 2))
  const height = Math.max(...columns.map((lines) => lines.length))
  const lineAt = (line: number) =>
    columns.map((lines, index) => {
      const width = (widths[index] ?? 0) - 2
      const text = lines[line] ?? ''
      return ` ${index === 2 ? text.padStart(width) : text.padEnd(width)} `
    })
  return Array.from({ length: height }, (_, line) => edge + lineAt(line).join(edge) + edge).join(
    '\n',
  )
}

const sized = (parameters: number) => `${grouped(parameters)} (${readableBytes(parameters * 4)})`

/** The table that Keras's `model.summary()` writes into a file, for float32 weights. */
export function modelSummaryText(model: ModelSpec): string {
  const { trained, untrained } = countParameters(model)
  const rows = summariseModel(model).map((layer) =>
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
    ` Total params: ${sized(trained + untrained)}`,
    ` Trainable params: ${sized(trained)}`,
    ` Non-trainable params: ${sized(untrained)}`,
  ].join('\n')
}

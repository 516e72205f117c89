import { formatCount, formatDuration } from '../format'
import { formatRate } from '../format-rate'
import { splitSizes } from '../recipe'
import type { XAxis } from './compare-view'
import type { CurveSource, ImportedRow } from './compared-run'

/** How a horizontal axis is told to people. */
export interface XAxisText {
  /** Under the axis. */
  readonly title: string
  /** After the name of what is drawn: "over epochs". */
  readonly over: string
  /** Head of its column in a table. */
  readonly column: string
  /** The first line of a tooltip: "Epoch 12". */
  readonly at: (x: number) => string
}

const whole = (x: number) => formatCount(Math.round(x))
const shareDigits = 3

/** What people read of each horizontal axis. */
export const xAxisTexts: Readonly<Record<XAxis, XAxisText>> = {
  epoch: {
    title: 'Epoch',
    over: 'over epochs',
    column: 'epoch',
    at: (x) => `Epoch ${Number.isInteger(x) ? formatCount(x) : x.toFixed(2)}`,
  },
  step: { title: 'Step', over: 'over steps', column: 'step', at: (x) => `Step ${whole(x)}` },
  examples: {
    title: 'Images trained on',
    over: 'over images trained on',
    column: 'examples',
    at: (x) => `${whole(x)} images trained on`,
  },
  seconds: {
    title: 'Active time (s)',
    over: 'over active time',
    column: 'active_seconds',
    at: (x) => `${formatDuration(x)} of training`,
  },
  progress: {
    title: 'Share of the planned run',
    over: 'over the planned run',
    column: 'progress',
    at: (x) => `${Number((x * 100).toPrecision(shareDigits))} % of the run`,
  },
  rateSum: {
    title: 'Cumulative learning rate',
    over: 'over the cumulative learning rate',
    column: 'rate_sum',
    at: (x) => `Cumulative learning rate ${formatRate(x)}`,
  },
}

/** Where a source's rows lie on an axis; no places, and the reason, where it cannot be told. */
export type Places = { readonly xs: Float64Array } | { readonly missing: string }

/** A loop, since `from` takes ten times as long and a thousand runs are placed at once. */
function placed(rows: CurveSource['rows'], of: (row: ImportedRow) => number): Places {
  const xs = new Float64Array(rows.length)
  let at = 0
  for (const row of rows) xs[at++] = of(row)
  return { xs }
}

const perEpoch = ({ rows }: CurveSource, factor: number): Places =>
  placed(rows, ({ epoch }) => (epoch + 1) * factor)

/** An import's own steps come before what its epochs would make. */
function steps(source: CurveSource): Places {
  const { rows, stepsPerEpoch } = source
  if (stepsPerEpoch !== null) return perEpoch(source, stepsPerEpoch)
  if (rows.every(({ step }) => step === undefined)) return { missing: 'it does not tell its steps' }
  return placed(rows, ({ step = NaN }) => step)
}

function seconds({ rows }: CurveSource): Places {
  if (rows.every((row) => row.seconds === undefined)) {
    return { missing: 'it does not tell how long its epochs took' }
  }
  let total = 0
  return placed(rows, (row) => (total += row.seconds ?? NaN))
}

/**
 * Where each row of a source lies on a horizontal axis, always at the end of its epoch and in the
 * axis' own units: epochs from 1, finished steps, images, seconds without pauses, share of the
 * planned run from 0 to 1, sum of the applied rates. NaN where a single row has no place.
 */
export function placesOf(source: CurveSource, x: XAxis): Places {
  const { rows, recipe, totalEpochs, rateSums } = source
  switch (x) {
    case 'epoch':
      return perEpoch(source, 1)
    case 'step':
      return steps(source)
    case 'examples':
      return recipe === null
        ? { missing: 'it does not tell how many images it trained on' }
        : perEpoch(source, splitSizes(recipe).imagesPerEpoch)
    case 'seconds':
      return seconds(source)
    case 'progress':
      return totalEpochs === null
        ? { missing: 'its planned length is not known' }
        : placed(rows, ({ epoch }) => (epoch + 1) / totalEpochs)
    case 'rateSum':
      return rateSums === null
        ? { missing: 'the rates of its steps are not known' }
        : placed(rows, ({ epoch }) => rateSums[epoch] ?? NaN)
  }
}

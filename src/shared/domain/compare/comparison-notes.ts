import { formatCount, plural } from '../format'
import type { Band, CompareLook, CurveMetric, Smoothing } from './compare-view'
import type { ComparisonLine } from './comparison-line'
import { verticalRange } from './outliers'
import { fieldNamed } from './run-fields'
import { changesValues } from './smooth'
import { xAxisTexts } from './x-axis'

/** What the lines were made with. */
export interface NotedComparison {
  readonly lines: readonly ComparisonLine[]
  readonly metric: CurveMetric
  readonly look: CompareLook
}

const bandTexts: Readonly<Record<Exclude<Band, 'none'>, string>> = {
  range: 'lowest to highest',
  deviation: 'standard deviation about the mean',
  error: 'standard error of the mean',
  interval: '95 % interval of the mean (Student’s t)',
}

/** "5 runs", "3 to 5 runs". */
function runsIn(groups: readonly ComparisonLine[]): string {
  const counts = groups.map(({ runIds }) => runIds.length)
  const least = Math.min(...counts)
  const most = Math.max(...counts)
  return least === most ? plural(most, 'run') : `${formatCount(least)} to ${plural(most, 'run')}`
}

function whatIsDrawn({ lines, look }: NotedComparison): string {
  if (lines.length === 0) return 'Nothing to draw.'
  const groups = lines.filter(({ kind }) => kind === 'group')
  const imports = lines.filter(({ kind }) => kind === 'import').length
  const also = imports > 0 ? ` and ${plural(imports, 'import')}` : ''
  if (look.groupBy === null) {
    const runs = lines.length - imports
    return runs === 0
      ? `${plural(imports, 'import')}.`
      : `${plural(runs, 'run')}${also}, a line each.`
  }
  const title = fieldNamed(look.groupBy)?.title ?? look.groupBy
  const by = title.charAt(0).toLowerCase() + title.slice(1)
  const shrinks = groups.some(({ n, runIds }) => n?.some((count) => count < runIds.length))
  const fewer = shrinks ? ', fewer where runs end early or leave gaps' : ''
  const each = groups.length === 1 ? '' : ' each'
  const what = `${look.centre === 'mean' ? 'Mean' : 'Median'} of ${runsIn(groups)}${each}${fewer}`
  const band = look.band === 'none' ? '' : ` Band: ${bandTexts[look.band]}.`
  return groups.length === 0 ? `No runs${also}.` : `${what}, grouped by ${by}${also}.${band}`
}

/** A smoothing as people call it. */
export function smoothingText(smoothing: Smoothing): string {
  switch (smoothing.kind) {
    case 'none':
      return 'not smoothed'
    case 'ema':
      return `exponential moving average, weight ${smoothing.weight}, without its bias to 0`
    case 'mean':
      return `centred mean of ${smoothing.window} points`
  }
}

function smoothingNote({ metric, look }: NotedComparison): string | null {
  if (!changesValues(look.smoothing)) return null
  if (metric === 'learningRate') return 'The learning rate is never smoothed.'
  return `Smoothed: ${smoothingText(look.smoothing)}. Faint: before smoothing.`
}

function rangeNote({ lines, metric, look }: NotedComparison): string | null {
  const range = verticalRange(lines, look, look.logY.includes(metric))
  if (!range) return null
  return `The vertical axis goes from the 5th to the 95th percentile: ${formatCount(range.outside)} of ${plural(range.points, 'point')} lie outside.`
}

function zeroNote({ lines, metric, look }: NotedComparison): string | null {
  if (!look.logY.includes(metric)) return null
  const zeros = lines.reduce((sum, { ys }) => sum + ys.filter((y) => y <= 0).length, 0)
  if (zeros === 0) return null
  const have = zeros === 1 ? 'value of 0 or less has' : 'values of 0 or less have'
  return `${formatCount(zeros)} ${have} no place on a logarithmic axis.`
}

const mostNamed = 3

const several = (texts: readonly string[]): string => {
  const more = texts.length - mostNamed
  return [...texts.slice(0, mostNamed), ...(more > 0 ? [`${formatCount(more)} more`] : [])].join(
    ', ',
  )
}

function divergedNote({ lines, look }: NotedComparison): string | null {
  const { at } = xAxisTexts[look.x]
  const told = lines.flatMap(({ name, marks }) =>
    marks.filter(({ kind }) => kind === 'diverged').map(({ x }) => `${name} (${at(x)})`),
  )
  return told.length === 0 ? null : `× diverged: ${several(told)}.`
}

function gapNote({ lines }: NotedComparison): string | null {
  const gaps = lines.reduce(
    (sum, { marks }) => sum + marks.filter(({ kind }) => kind === 'notFinite').length,
    0,
  )
  return gaps === 0
    ? null
    : `△ ${plural(gaps, 'value')} that ${gaps === 1 ? 'is' : 'are'} not finite.`
}

function thinNote({ lines }: NotedComparison): string | null {
  const drawn = lines.reduce((sum, { xs }) => sum + xs.length, 0)
  const all = lines.reduce((sum, { points }) => sum + points, 0)
  return drawn === all
    ? null
    : `${formatCount(drawn)} of ${plural(all, 'point')} drawn; all lows and highs are among them.`
}

function missingNote({ lines }: NotedComparison): string | null {
  const told = lines.flatMap(({ name, missing }) => (missing ? [`${name} (${missing})`] : []))
  return told.length === 0 ? null : `Not drawn: ${several(told)}.`
}

/**
 * The footnote of a comparison, a sentence or two for each entry: how many runs, what centre and band
 * stand for, what was smoothed, left out, thinned, marked and not drawn.
 */
export function comparisonNotes(comparison: NotedComparison): readonly string[] {
  const notes = [smoothingNote, rangeNote, zeroNote, divergedNote, gapNote, thinNote, missingNote]
  return [whatIsDrawn(comparison), ...notes.flatMap((noteOf) => noteOf(comparison) ?? [])]
}

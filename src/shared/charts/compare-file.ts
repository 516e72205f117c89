import { fileSize } from './frame'
import { legendHeight } from './legend'
import { chartColours, chartFont, type ChartTheme } from './theme'

/** A picture to be read by itself. */
export interface CompareFile {
  /** Logical pixels; as much as a comparison takes when left out. */
  readonly width?: number
  readonly height?: number
  /** Lies on whatever is behind it. */
  readonly transparent?: boolean
}

const noteSize = 11
const noteLine = 15
/** A little more than the mean width of an 11 px letter. */
const letterWidth = 6
const side = 24

/** Words in lines of at most so many letters; a longer word has a line of its own. */
function wrapped(text: string, letters: number): readonly string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines[lines.length - 1]
    if (last === undefined || last.length + 1 + word.length > letters) return [...lines, word]
    return [...lines.slice(0, -1), `${last} ${word}`]
  }, [])
}

/** The lines of a footnote in a picture of this width. */
export const noteLines = (notes: readonly string[], width: number): readonly string[] =>
  notes.flatMap((note) => wrapped(note, Math.floor((width - 2 * side) / letterWidth)))

/** A footnote at the lower edge of a picture, as ECharts' second title. */
export const footnote = (lines: readonly string[], theme: ChartTheme) => ({
  text: lines.join('\n'),
  left: side,
  bottom: 8,
  padding: 0,
  textStyle: {
    color: chartColours[theme].quietText,
    fontFamily: chartFont,
    fontSize: noteSize,
    fontWeight: 'normal' as const,
    lineHeight: noteLine,
  },
})

/** Where the parts of a picture lie, from its lower edge upwards. */
export interface FileLayout {
  readonly width: number
  readonly height: number
  readonly notes: readonly string[]
  /** Lower edges of legend and plot. */
  readonly legendBottom: number
  readonly plotBottom: number
}

const top = 72
const axisSpace = 54
const leastPlot = 280

/** The layout of a picture with this legend and footnote; it grows until the plot has room. */
export function fileLayout(
  legend: readonly string[],
  notes: readonly string[],
  { width = fileSize.width, height }: CompareFile,
): FileLayout {
  const lines = noteLines(notes, width)
  const legendBottom = lines.length === 0 ? 6 : lines.length * noteLine + 14
  const rows = legend.length === 0 ? 0 : legendHeight(legend, width - 16)
  const plotBottom = legendBottom + rows + axisSpace
  return {
    width,
    height: height ?? Math.max(fileSize.height, top + leastPlot + plotBottom),
    notes: lines,
    legendBottom,
    plotBottom,
  }
}

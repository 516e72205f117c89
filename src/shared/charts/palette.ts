import type { ChartTheme } from './theme'

/** How one trial is drawn everywhere: colour, dashes and marker, so that colour is never alone. */
export interface TrialStyle {
  readonly colour: string
  /** Lengths of dash and gap in pixels; empty for a solid line. */
  readonly dash: readonly number[]
  /** An ECharts symbol: a name, or a path. */
  readonly marker: string
}

/**
 * Petroff's eight colours and two more, shifted until each has 3 : 1 against the chart's background
 * while the pairs stay apart under deuteranopia, protanopia and tritanopia.
 */
const colours: Readonly<Record<ChartTheme, readonly string[]>> = {
  light: [
    '#1d3aff',
    '#f85c00',
    '#c91f16',
    '#c146ac',
    '#a29260',
    '#7c979b',
    '#6179f1',
    '#5c6164',
    '#5b8162',
    '#8929cc',
  ],
  dark: [
    '#3a66ff',
    '#f55a00',
    '#ff9812',
    '#bf3eb2',
    '#afb88b',
    '#86c8dd',
    '#5e9aff',
    '#7c736c',
    '#899874',
    '#d56fc2',
  ],
}

const dashes: readonly (readonly number[])[] = [[], [8, 4], [3, 3], [12, 3, 3, 3], [16, 5]]

const plus = 'path://M-1,-3H1V-1H3V1H1V3H-1V1H-3V-1H-1Z'
const downward = 'path://M-3,-3H3L0,3Z'
const markers: readonly string[] = ['circle', 'rect', 'triangle', 'diamond', plus, downward]

const pick = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length]
  if (item === undefined) throw new RangeError(`style must be a whole number from 0, was ${index}`)
  return item
}

/** The style of a study's trial by its place from 0; the first 50 differ in colour or dashes. */
export function styleOf(index: number, theme: ChartTheme): TrialStyle {
  const round = Math.floor(index / colours.light.length)
  return {
    colour: pick(colours[theme], index),
    dash: pick(dashes, index + round),
    marker: pick(markers, index + round),
  }
}

/** The two lines of a single run's charts. */
export function partStyles(theme: ChartTheme): { train: TrialStyle; validation: TrialStyle } {
  return {
    train: { colour: pick(colours[theme], 0), dash: [], marker: 'circle' },
    validation: { colour: pick(colours[theme], 1), dash: [8, 4], marker: 'rect' },
  }
}

/** Light or dark: decides every colour of a chart. */
export type ChartTheme = 'light' | 'dark'

/** The colours of a chart apart from its series; the page uses the same ones. */
export interface ChartColours {
  readonly background: string
  readonly text: string
  /** Axis names and tick labels; at least 4.5 : 1 on the background. */
  readonly quietText: string
  readonly axis: string
  readonly grid: string
  readonly tooltip: string
  /** Fill of a zoom slider's chosen part. */
  readonly chosen: string
}

export const chartColours: Readonly<Record<ChartTheme, ChartColours>> = {
  light: {
    background: '#ffffff',
    text: '#1d2129',
    quietText: '#565d6b',
    axis: '#8b92a0',
    grid: '#e6e8ed',
    tooltip: '#ffffff',
    chosen: 'rgba(40, 84, 197, 0.14)',
  },
  dark: {
    background: '#1b1e24',
    text: '#e7e9ee',
    quietText: '#a7aebb',
    axis: '#6f7786',
    grid: '#2d323c',
    tooltip: '#262a33',
    chosen: 'rgba(122, 162, 255, 0.2)',
  },
}

/**
 * Fonts that every platform has; the painter registers DejaVu Sans. Their names stand in attributes
 * of SVG files, between double quotes.
 */
export const chartFont =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', 'Helvetica Neue', sans-serif"

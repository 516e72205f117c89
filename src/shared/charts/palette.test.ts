import { describe, expect, test } from 'vitest'
import { styleOf } from './palette'
import { chartColours, type ChartTheme } from './theme'

type Rgb = readonly [number, number, number]

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
const rgb = (hex: string) =>
  [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as unknown as Rgb
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(rgb(a)), luminance(rgb(b))].sort((p, q) => q - p)
  return (light + 0.05) / (dark + 0.05)
}

/** Machado, Oliveira and Fernandes 2009, severity 1. */
const sights: Record<string, readonly Rgb[]> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const seen = (hex: string, matrix: readonly Rgb[]): Rgb => {
  const [r, g, b] = rgb(hex)
  return oklab(
    matrix.map((row) => Math.max(0, row[0] * r + row[1] * g + row[2] * b)) as unknown as Rgb,
  )
}

const themes: readonly ChartTheme[] = ['light', 'dark']
const ten = (theme: ChartTheme) =>
  Array.from({ length: 10 }, (_, index) => styleOf(index, theme).colour)

describe.each(themes)('in the %s theme', (theme) => {
  test('every colour has 3 : 1 against the background', () => {
    for (const colour of ten(theme)) {
      expect(contrast(colour, chartColours[theme].background), colour).toBeGreaterThanOrEqual(3)
    }
  })

  test.each(Object.entries(sights))('ten colours stay apart under %s sight', (_, matrix) => {
    const colours = ten(theme).map((hex) => seen(hex, matrix))
    for (const [index, a] of colours.entries()) {
      for (const b of colours.slice(0, index)) {
        expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeGreaterThan(0.075)
      }
    }
  })

  test('texts have 4.5 : 1 against the background', () => {
    const { background, text, quietText, tooltip } = chartColours[theme]
    expect(contrast(text, background)).toBeGreaterThan(7)
    expect(contrast(text, tooltip)).toBeGreaterThan(7)
    expect(contrast(quietText, background)).toBeGreaterThan(4.5)
  })
})

test('fifty styles differ in colour or dashes', () => {
  const looks = Array.from({ length: 50 }, (_, index) => {
    const { colour, dash } = styleOf(index, 'light')
    return `${colour} ${dash.join(',')}`
  })
  expect(new Set(looks).size).toBe(50)
})

test('a style keeps its dashes and marker in the other theme', () => {
  const { dash, marker } = styleOf(7, 'light')
  expect(styleOf(7, 'dark')).toMatchObject({ dash, marker })
})

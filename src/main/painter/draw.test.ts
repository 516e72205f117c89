import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { chartColours } from '../../shared/charts/theme'
import { styleOf } from '../../shared/charts/palette'
import type { CompareChart } from '../../shared/charts/compare'
import { firstCompareView, type CompareLook } from '../../shared/domain/compare/compare-view'
import type { ComparisonLine } from '../../shared/domain/compare/comparison-line'
import type { PaintRequest } from '../services/ports'
import { draw, prepareDrawing } from './draw'

const rows = Array.from({ length: 20 }, (_, epoch) => ({
  epoch,
  loss: 1 / (epoch + 1),
  accuracy: 1 - 1 / (epoch + 2),
  valLoss: 1 / (epoch + 1) + 0.1,
  valAccuracy: 0.9 - 1 / (epoch + 2),
  learningRate: 0.5 * Math.exp(-0.1 * epoch),
  seconds: 1,
}))

const picture = { theme: 'light', scale: 1, format: 'png', transparent: false } as const

function linesOf(
  runs: readonly (readonly { readonly learningRate: number }[])[],
  metric = 'valLoss',
) {
  return runs.map((own, style): ComparisonLine => {
    const values = own as unknown as readonly Readonly<Record<string, number>>[]
    return {
      id: `run-${style}`,
      kind: 'run',
      name: `Run ${style}`,
      group: `Run ${style}`,
      style,
      runIds: [`run-${style}`],
      xs: Float64Array.from(values, (_, at) => at + 1),
      ys: Float64Array.from(values, (row) => row[metric] ?? NaN),
      raw: null,
      low: null,
      high: null,
      n: null,
      marks: [],
      points: values.length,
      missing: values.length === 0 ? 'it has no finished epoch yet' : null,
    }
  })
}

interface Wish {
  readonly picture?: Partial<PaintRequest['picture']>
  readonly look?: Partial<CompareLook>
  readonly chart?: Partial<CompareChart>
}

const comparison = (wish: Wish = {}): PaintRequest => ({
  kind: 'comparison',
  chart: {
    title: 'Which schedule?',
    lines: linesOf([rows, rows]),
    metric: 'valLoss',
    look: { ...firstCompareView.look, ...wish.look },
    notes: ['2 runs, a line each.'],
    file: {},
    ...wish.chart,
  },
  picture: { ...picture, ...wish.picture },
})

/** Size of a PNG and how often each colour of interest is in it. */
async function inspect(png: Buffer, colours: readonly string[]) {
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const counts = new Map<number, number>()
  for (let at = 0; at < data.length; at += 4) {
    const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const corner = data[3]
  const pixels = colours.map((colour) => counts.get(parseInt(colour.slice(1), 16)) ?? 0)
  return { width: image.width, height: image.height, pixels, colours: counts.size, corner }
}

beforeAll(prepareDrawing)

describe('a drawn picture', () => {
  it.each(['light', 'dark'] as const)(
    'has the %s background and the lines of all runs',
    async (theme) => {
      const lines = [0, 1].map((style) => styleOf(style, theme).colour)
      const { background } = chartColours[theme]
      const found = await inspect(await draw(comparison({ picture: { theme } })), [
        background,
        ...lines,
      ])
      expect([found.width, found.height]).toEqual([960, 540])
      const [ground, ...drawn] = found.pixels
      expect(ground).toBeGreaterThan((960 * 540) / 2)
      for (const pixels of drawn) expect(pixels).toBeGreaterThan(50)
    },
  )

  it.each([1, 2, 4])('is as large as its scale of %d says', async (scale) => {
    const found = await inspect(await draw(comparison({ picture: { scale } })), [])
    expect([found.width, found.height]).toEqual([960 * scale, 540 * scale])
  })

  it('is the same, byte for byte, each time', async () => {
    const first = await draw(comparison())
    await draw(comparison({ picture: { theme: 'dark' } }))
    expect(await draw(comparison())).toEqual(first)
    expect(await draw(comparison({ look: { logY: ['valLoss'] } }))).not.toEqual(first)
    expect(await draw(comparison({ look: { zoom: { from: 1, to: 5 } } }))).not.toEqual(first)
  })

  it('shows its title as text, whatever stands in it', async () => {
    const titled = (title: string) => draw(comparison({ chart: { title } }))
    const [plain, hostile] = await Promise.all([titled('a'), titled('<img src=x onerror=1>{b|c}')])
    expect(hostile).not.toEqual(plain)
  })

  it('lies on nothing when it is transparent', async () => {
    const clear = await inspect(await draw(comparison({ picture: { transparent: true } })), [])
    const solid = await inspect(await draw(comparison()), [])
    expect([clear.corner, solid.corner]).toEqual([0, 255])
    expect(clear.colours).toBeGreaterThan(20)
  })

  it('is as large as it is asked to be, or grows with its legend and notes', async () => {
    const sized = comparison({ chart: { file: { width: 1200, height: 400 } } })
    const fixed = await inspect(await draw(sized), [])
    expect([fixed.width, fixed.height]).toEqual([1200, 400])
    const notes = Array.from({ length: 30 }, (_, at) => `Note ${at}`)
    const grown = await inspect(await draw(comparison({ chart: { notes } })), [])
    expect(grown.width).toBe(960)
    expect(grown.height).toBeGreaterThan(600)
  })

  it.each(['curves', 'learningRate'] as const)('can be one run’s %s', async (chart) => {
    const run = { name: 'Run', style: 0, rows }
    const request = { kind: 'run', title: 'Run, seed 1', run, picture } as const
    const png = await draw({ ...request, look: { logarithmic: false, chart } })
    expect((await inspect(png, [])).colours).toBeGreaterThan(20)
  })

  it('works without runs, without epochs, and with rates of zero on a logarithmic axis', async () => {
    const still = rows.map((row) => ({ ...row, learningRate: 0 }))
    for (const runs of [[], [[]], [still], [rows.slice(0, 1)]]) {
      for (const logY of [['learningRate'], []] as const) {
        const lines = linesOf(runs, 'learningRate')
        const request = comparison({ look: { logY }, chart: { lines, metric: 'learningRate' } })
        expect((await draw(request)).length).toBeGreaterThan(5_000)
      }
    }
  })
})

describe('a drawn SVG', () => {
  const svgOf = async (wish: Wish) =>
    (await draw(comparison({ ...wish, picture: { format: 'svg', ...wish.picture } }))).toString()
  const textsIn = (svg: string) =>
    [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)

  it('has title, axes, legend and footnote as text', async () => {
    const texts = textsIn(await svgOf({}))
    for (const text of [
      'Which schedule?',
      'Validation loss over epochs',
      'Epoch',
      'Validation loss',
      'Run 0',
      'Run 1',
      '2 runs, a line each.',
    ]) {
      expect(texts).toContain(text)
    }
  })

  it('is the same each time, and has no ground when it is transparent', async () => {
    const { background } = chartColours.light
    const [solid, clear] = [await svgOf({}), await svgOf({ picture: { transparent: true } })]
    expect(await svgOf({})).toBe(solid)
    expect(solid).toContain(`fill="${background}"`)
    expect(clear).not.toMatch(new RegExp(`<rect[^>]*width="960"[^>]*fill="${background}"`))
  })

  it('stays XML whatever a name holds', async () => {
    const title = 'a\u0000b <img src=x> & \ud800 "c"'
    const svg = await svgOf({ chart: { title, notes: [title] } })
    expect(svg).toContain('>ab &lt;img src=x&gt; &amp;  &quot;c&quot;<')
    for (const tag of svg.match(/<[^>]*>/g) ?? []) {
      expect(tag).toMatch(/^<\/?\w+(?:\s[\w:-]+="[^"<]*")*\s?\/?>$/)
    }
  })
})

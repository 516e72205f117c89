import { createCanvas, loadImage } from '@napi-rs/canvas'
import { beforeAll, describe, expect, it } from 'vitest'
import { chartColours } from '../../shared/charts/theme'
import { styleOf } from '../../shared/charts/palette'
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

const look = { theme: 'light', scale: 1, metric: 'valLoss', logarithmic: false } as const

const comparison = (changes: object = {}): PaintRequest => ({
  kind: 'comparison',
  title: 'Which schedule?',
  runs: [0, 1].map((style) => ({ name: `Run ${style}`, group: `Run ${style}`, style, rows })),
  look: { ...look, ...changes },
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
  const pixels = colours.map((colour) => counts.get(parseInt(colour.slice(1), 16)) ?? 0)
  return { width: image.width, height: image.height, pixels, colours: counts.size }
}

beforeAll(prepareDrawing)

describe('a drawn picture', () => {
  it.each(['light', 'dark'] as const)(
    'has the %s background and the lines of all runs',
    async (theme) => {
      const lines = [0, 1].map((style) => styleOf(style, theme).colour)
      const { background } = chartColours[theme]
      const found = await inspect(await draw(comparison({ theme })), [background, ...lines])
      expect([found.width, found.height]).toEqual([960, 540])
      const [ground, ...drawn] = found.pixels
      expect(ground).toBeGreaterThan((960 * 540) / 2)
      for (const pixels of drawn) expect(pixels).toBeGreaterThan(50)
    },
  )

  it.each([1, 2, 4])('is as large as its scale of %d says', async (scale) => {
    const found = await inspect(await draw(comparison({ scale })), [])
    expect([found.width, found.height]).toEqual([960 * scale, 540 * scale])
  })

  it('is the same, byte for byte, each time', async () => {
    const first = await draw(comparison())
    await draw(comparison({ theme: 'dark' }))
    expect(await draw(comparison())).toEqual(first)
    expect(await draw(comparison({ logarithmic: true }))).not.toEqual(first)
    expect(await draw(comparison({ firstEpochs: 5 }))).not.toEqual(first)
  })

  it('shows its title as text, whatever stands in it', async () => {
    const titled = (title: string) => draw({ ...comparison(), title })
    const [plain, hostile] = await Promise.all([titled('a'), titled('<img src=x onerror=1>{b|c}')])
    expect(hostile).not.toEqual(plain)
  })

  it.each(['curves', 'learningRate'] as const)('can be one run’s %s', async (chart) => {
    const run = { name: 'Run', group: 'Run', style: 0, rows }
    const request = { kind: 'run', title: 'Run, seed 1', run } as const
    const { theme, scale, logarithmic } = look
    const png = await draw({ ...request, look: { theme, scale, logarithmic, chart } })
    expect((await inspect(png, [])).colours).toBeGreaterThan(20)
  })

  it('works without runs, without epochs, and with rates of zero on a logarithmic axis', async () => {
    const still = rows.map((row) => ({ ...row, learningRate: 0 }))
    for (const runs of [[], [[]], [still], [rows.slice(0, 1)]]) {
      const painted = runs.map((some) => ({ name: 'x', group: 'x', style: 0, rows: some }))
      for (const logarithmic of [true, false]) {
        const request = comparison({ metric: 'learningRate', logarithmic })
        if (request.kind !== 'comparison') continue
        expect((await draw({ ...request, runs: painted })).length).toBeGreaterThan(5_000)
      }
    }
  })
})

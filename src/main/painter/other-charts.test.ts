import { beforeAll, describe, expect, it } from 'vitest'
import { overfittingGaps } from '../../shared/domain/compare/gaps'
import { pairedDifferences } from '../../shared/domain/compare/paired'
import { articleTrial, madeRun } from '../../shared/domain/compare/testing-runs'
import type { PaintRequest } from '../services/ports'
import { draw, prepareDrawing } from './draw'

const rowsOf = (shift: number) =>
  Array.from({ length: 5 }, (_, epoch) => ({
    epoch,
    loss: 1 / (epoch + 2),
    accuracy: 0.5,
    valLoss: 1 / (epoch + 2) + shift,
    valAccuracy: 0.5 + shift,
    learningRate: 0.1,
    seconds: 1,
  }))

const names = ['linear', 'exponential'] as const
const runs = names.flatMap((name, place) =>
  [1, 2, 3].map((seed) =>
    madeRun({
      trial: articleTrial(name),
      seed,
      rows: rowsOf(place / 10 + seed / 100),
      name: `${name} <${seed}>`,
    }),
  ),
)

const picture = { theme: 'dark', scale: 1, format: 'svg', transparent: false } as const
const around = { title: 'Three seeds', notes: ['A note.'], file: {} }

function comparison() {
  const found = pairedDifferences({
    runs,
    objective: { metric: 'valLoss', at: 'best' },
    groupBy: null,
    baseline: null,
  })
  if (!found) throw new Error('nothing to pair')
  return found
}

const fields = (order: Extract<PaintRequest, { kind: 'fields' }>['chart']['order']) =>
  ({ kind: 'fields', chart: { ...around, runs, rows: new Map(), order }, picture }) as const

const requests: Readonly<Record<string, PaintRequest>> = {
  differences: { kind: 'differences', chart: { ...around, comparison: comparison() }, picture },
  gaps: { kind: 'gaps', chart: { ...around, gaps: overfittingGaps(runs, null) }, picture },
  scatter: fields({
    kind: 'scatter',
    x: 'seed',
    y: 'finalValLoss',
    colourBy: null,
    logX: false,
    logY: true,
  }),
  parallel: fields({
    kind: 'parallel',
    fields: ['seed', 'schedule', 'finalValLoss'],
    logarithmic: ['finalValLoss'],
    flipped: [],
    colourBy: 'finalValLoss',
    brushes: [{ field: 'seed', from: 1, to: 2 }],
  }),
}

const textsIn = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)

beforeAll(prepareDrawing)

describe('a picture of another chart', () => {
  it.each([
    ['differences', /^Best validation loss: differences to/m],
    ['gaps', /^Overfitting gap/m],
    ['scatter', /validation loss/i],
    ['parallel', /validation loss/i],
  ])('of %s says what it is, with its footnote', async (name, what) => {
    const request = requests[name]!
    const svg = (await draw(request)).toString()
    const texts = textsIn(svg)
    expect(texts).toContain('Three seeds')
    expect(texts.join('\n')).toMatch(what)
    expect(texts.some((text) => text.includes('A note.'))).toBe(true)
    for (const tag of svg.match(/<[^>]*>/g) ?? []) {
      expect(tag).toMatch(/^<\/?\w+(?:\s[\w:-]+="[^"<]*")*\s?\/?>$/)
    }
  })

  it.each(Object.keys(requests))('of %s is a PNG of its size, and not blank', async (name) => {
    const request = requests[name]!
    const asPng = { ...request, picture: { ...picture, format: 'png', scale: 2 } } as PaintRequest
    const png = await draw(asPng)
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(2 * 960)
    expect(png.readUInt32BE(20)).toBeGreaterThan(300)
    expect(png.length).toBeGreaterThan(8_000)
  })

  it('cuts what has no room as a PNG, too', async () => {
    const title = 'A title that is far too long for its picture. '.repeat(6)
    const png = await draw({
      kind: 'gaps',
      chart: { ...around, title, gaps: overfittingGaps(runs, null) },
      picture: { ...picture, format: 'png' },
    })
    expect(png.subarray(1, 4).toString()).toBe('PNG')
  })
})

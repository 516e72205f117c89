import { beforeAll, describe, expect, it } from 'vitest'
import { ScheduleError, type ScheduleSpec } from '../../shared/domain/schedule'
import type { PaintRequest } from '../services/ports'
import { draw, prepareDrawing } from './draw'

const cosine: ScheduleSpec = { kind: 'cosine', per: 'step', initial: 0.1 }
const step: ScheduleSpec = { kind: 'step', per: 'epoch', initial: 0.1, factor: 0.5, every: 3 }
const plateau: ScheduleSpec = { kind: 'plateau', per: 'epoch', initial: 0.1, patience: 2 }

const length = { totalEpochs: 10, stepsPerEpoch: 20 }
const look = { axis: 'epoch', logarithmic: false } as const
const picture = { theme: 'light', scale: 1, format: 'svg', transparent: false } as const

const request = (changes: object = {}): PaintRequest => ({
  kind: 'schedules',
  title: 'Two schedules',
  lines: [
    { name: 'Cosine', spec: cosine },
    { name: 'Stairs', spec: step },
  ],
  length,
  look,
  picture,
  ...changes,
})

/** What a reader of the SVG can read, in order. */
async function textsOf(changes: object = {}): Promise<string[]> {
  const svg = (await draw(request(changes))).toString()
  expect(svg).toMatch(/^<svg [^>]*width="960" height="540"/)
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)
}

beforeAll(prepareDrawing)

describe('the chart of schedules as SVG', () => {
  it('has its title, its run, the names of its axes and lines as text', async () => {
    const texts = await textsOf()
    for (const text of [
      'Two schedules',
      'Learning rate over 10 epochs of 20 steps',
      'Epochs done',
      'Learning rate',
      'Cosine',
      'Stairs',
    ])
      expect(texts).toContain(text)
  })

  it('names the axes that were asked for', async () => {
    const texts = await textsOf({ look: { ...look, axis: 'progress', logarithmic: true } })
    expect(texts).toContain('Share of the run done (%)')
    expect(texts).toContain('Learning rate (log)')
  })

  it('says which lines were drawn for a made-up metric', async () => {
    const lines = [
      { name: 'Cosine', spec: cosine },
      { name: 'Plateau', spec: plateau },
    ]
    const texts = await textsOf({ lines })
    expect(texts).toContain('Plateau *')
    expect(texts.join()).toContain('* drawn for a made-up metric')
    const alone = await textsOf({ lines: lines.slice(1) })
    expect(alone.join()).toContain('. Drawn for a made-up metric')
  })

  it('keeps lines of one name apart, and long names short', async () => {
    const lines = ['Same', 'Same', 'x'.repeat(120)].map((name) => ({ name, spec: cosine }))
    const texts = await textsOf({ lines })
    expect(texts).toEqual(expect.arrayContaining(['Same', 'Same (2)', `${'x'.repeat(39)}…`]))
  })

  it('stays XML whatever a name holds', async () => {
    const title = 'a\u0000b <img src=x> & \ud800 "c"'
    const lines = [{ name: title, spec: cosine }]
    const svg = (await draw(request({ title, lines }))).toString()
    expect(svg).toContain('>ab &lt;img src=x&gt; &amp;  &quot;c&quot;<')
    const tags = svg.match(/<[^>]*>/g) ?? []
    // Every attribute is a name and a quoted value: nothing breaks out of its quotes.
    for (const tag of tags) expect(tag).toMatch(/^<\/?\w+(?:\s[\w:-]+="[^"<]*")*\s?\/?>$/)
  })

  it('is the same, byte for byte, each time', async () => {
    expect(await draw(request())).toEqual(await draw(request()))
  })
})

describe('the chart of schedules as PNG', () => {
  it.each([1, 2, 4])('has the pixels that its scale of %d says', async (scale) => {
    const png = await draw(request({ picture: { ...picture, format: 'png', scale } }))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([960 * scale, 540 * scale])
  })
})

it('refuses a schedule that does not fit the run, naming it', async () => {
  const lines = [
    { name: 'Fits', spec: cosine },
    {
      name: 'Too long',
      spec: { kind: 'multi-step', initial: 1, factor: 0.1, milestones: ['90%', 5] },
    },
  ]
  const refused = draw(request({ lines }))
  await expect(refused).rejects.toBeInstanceOf(ScheduleError)
  await expect(refused).rejects.toThrow(/milestones\[1\]: must not come before .*“Too long”/)
})

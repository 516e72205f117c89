import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cooldown, freshFolder } from './cooldown'

let folder: Awaited<ReturnType<typeof freshFolder>>
beforeEach(async () => {
  folder = await freshFolder()
  await write('warm cosine.json', { kind: 'warmup', over: '10%', schedule: cosine })
  await write('plain.json', cosine)
})
afterEach(() => folder.remove())

const cosine = { kind: 'cosine', initial: 0.1 }
const at = (name: string) => join(folder.path, name)
const write = (name: string, spec: object) => writeFile(at(name), JSON.stringify(spec))

async function draw(out: string, ...more: string[]) {
  const files = ['warm cosine.json', 'plain.json'].flatMap((file) => ['--spec', at(file)])
  const length = ['--epochs', '10', '--steps-per-epoch', '50']
  const command = ['schedule', 'chart', ...files, ...length, '--out', at(out), ...more]
  return cooldown(command).ended
}

describe('cooldown schedule chart', () => {
  test('draws a PNG as large as its scale says', async () => {
    expect(await draw('chart.png', '--scale', '3')).toMatchObject({ code: 0, stderr: '' })
    const png = await readFile(at('chart.png'))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2880, 1620])
  })

  test('draws an SVG with every name as text', async () => {
    const drawn = await draw('chart.svg', '--title', 'With and without', '--axis', 'step', '--log')
    expect(drawn).toMatchObject({ code: 0, stderr: '' })
    const svg = await readFile(at('chart.svg'), 'utf8')
    for (const text of [
      'With and without',
      'warm cosine',
      'plain',
      'Steps done',
      'Learning rate (log)',
    ])
      expect(svg).toContain(`>${text}</text>`)
  })

  test('says what is wrong with the name of the file, or with a schedule', async () => {
    expect(await draw('chart.gif')).toMatchObject({ code: 2 })
    await write('plain.json', {
      kind: 'multi-step',
      initial: 1,
      factor: 0.1,
      milestones: ['90%', 5],
    })
    const { code, stderr } = await draw('chart.png')
    expect(code).toBe(2)
    expect(stderr).toMatch(/schedule\.milestones\[1\]: must not come before .*“plain”/)
  })
})

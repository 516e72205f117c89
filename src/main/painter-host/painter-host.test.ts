import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { PaintRequest } from '../services/ports'
import { createPainter } from './index'

const fake = join(import.meta.dirname, 'testing', 'fake-painter.mjs')

function painterWith(parts: { entry?: string; node?: string; idleMs?: number } = {}) {
  const { entry = fake, node = process.execPath, idleMs } = parts
  const painter = createPainter({ node, painterEntry: entry, idleMs })
  onTestFinished(() => painter.close())
  const paint = async (title: string) => {
    const request: PaintRequest = {
      kind: 'schedules',
      title,
      lines: [],
      length: { totalEpochs: 1, stepsPerEpoch: 1 },
      look: { axis: 'epoch', logarithmic: false },
      picture: { theme: 'light', scale: 1, format: 'png', transparent: false },
    }
    const [pid, ...rest] = new TextDecoder().decode(await painter.paint(request)).split(' ')
    return { pid: Number(pid), title: rest.join(' ') }
  }
  return { painter, paint }
}

const isRunning = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the painter', () => {
  it('starts one process and uses it again, each answer for its question', async () => {
    const { paint } = painterWith()
    const drawn = await Promise.all(['a', 'b', 'junk', 'c'].map(paint))
    expect(drawn.map(({ title }) => title)).toEqual(['a', 'b', 'junk', 'c'])
    expect(new Set([...drawn, await paint('d')].map(({ pid }) => pid)).size).toBe(1)
  })

  it.each([
    ['exit', /exit code 7/, 'what went wrong'],
    ['kill', /signal SIGKILL/, undefined],
  ])('tells how its process ended on %s, and draws the next in a new one', async (...given) => {
    const [title, message, words] = given
    const { paint } = painterWith()
    const { pid } = await paint('first')
    const failures = await Promise.all(
      [title, 'behind it'].map((one) => paint(one).catch((error: unknown) => error)),
    )
    for (const failure of failures)
      expect(failure).toMatchObject({ code: 'export-failed', message })
    expect((failures[0] as Error).cause).toEqual(words === undefined ? words : new Error(words))
    const next = await paint('next')
    expect(next.title).toBe('next')
    expect(next.pid).not.toBe(pid)
  })

  it('passes on why a picture could not be drawn, and lives', async () => {
    const { paint } = painterWith()
    const { pid } = await paint('first')
    await expect(paint('fault')).rejects.toMatchObject({
      code: 'export-failed',
      message: /no such colour/,
    })
    expect((await paint('next')).pid).toBe(pid)
  })

  it('passes on what is wrong with what was asked for, as the asker’s fault', async () => {
    const { paint } = painterWith()
    await expect(paint('refusal')).rejects.toMatchObject({
      code: 'bad-input',
      message: 'schedule.rate: must be at least 0',
    })
    expect((await paint('next')).title).toBe('next')
  })

  it('says that its program cannot be started', async () => {
    const { paint } = painterWith({ node: '/nowhere/node' })
    await expect(paint('x')).rejects.toMatchObject({
      code: 'export-failed',
      message: /could not be started/,
    })
    const missing = painterWith({ entry: '/nowhere/painter.js' })
    await expect(missing.paint('x')).rejects.toMatchObject({ message: /exit code 1/ })
  })

  it('ends its process when idle, and starts another when needed', async () => {
    const { paint } = painterWith({ idleMs: 1 })
    const { pid } = await paint('first')
    await expect.poll(() => isRunning(pid)).toBe(false)
    expect((await paint('next')).pid).not.toBe(pid)
  })

  it('is gone when closed, also before it began, and draws nothing more', async () => {
    const { painter, paint } = painterWith()
    const { pid } = await paint('first')
    await painter.close()
    expect(isRunning(pid)).toBe(false)
    await expect(paint('late')).rejects.toMatchObject({ code: 'wrong-state' })
    await painterWith().painter.close()
  })
})

import { existsSync } from 'node:fs'
import { appendFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cooldown, freshFolder } from './cooldown'

let folder: Awaited<ReturnType<typeof freshFolder>>
beforeAll(async () => {
  folder = await freshFolder()
})
afterAll(() => folder.remove())

const run = async (...args: readonly string[]) => {
  const running = cooldown([...args, '--data-dir', folder.path])
  const { code, stderr } = await running.ended
  return { code, stderr, out: running.lines.join('\n') }
}

test('a study that was trained is sound; a torn run is found, mended, and sound again', async () => {
  const trained = await run(
    ...['study', 'run', 'article', '--trials', 'exponential', '--seeds', '1', '--epochs', '2'],
  )
  expect(trained.code, trained.stderr).toBe(0)
  expect(await run('check')).toMatchObject({ code: 0, out: /1 study, 1 run, 2 epochs: all sound/ })
  const runs = join(folder.path, 'runs')
  const [id = ''] = await readdir(runs)
  await appendFile(join(runs, id, 'series.epochs'), 'torn')
  expect(await run('check')).toMatchObject({ code: 1, out: /its last 4 bytes are damaged/ })
  expect(await run('repair')).toMatchObject({ code: 0 })
  expect(await readdir(join(runs, id))).toContain('series.epochs.torn-1')
  expect(await run('check')).toMatchObject({ code: 0 })
})

test.each(['check', 'repair'])(
  '%s of a folder that is not there says so, and makes none',
  async (name) => {
    const missing = join(folder.path, 'mistyped')
    const running = cooldown([name, '--data-dir', missing])
    expect(await running.ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`There is no data folder ${missing}.`) as string,
    })
    expect(existsSync(missing)).toBe(false)
  },
)

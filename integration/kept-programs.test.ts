import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cooldown, freshFolder } from './cooldown'

let folder: Awaited<ReturnType<typeof freshFolder>>
beforeEach(async () => {
  folder = await freshFolder()
})
afterEach(() => folder.remove())

const small = {
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 2_000, seed: 5 },
    validation: { kind: 'split', fraction: 0.2 },
  },
  compiler: 'xla',
}

/** What the set-up found, but for the cache folder. */
async function partsWithCache(cache: string): Promise<string> {
  const found = resolve(import.meta.dirname, '../node_modules/.cooldown/parts.json')
  const parts = JSON.parse(await readFile(process.env.COOLDOWN_PARTS ?? found, 'utf8')) as object
  const file = join(folder.path, 'parts.json')
  await writeFile(file, JSON.stringify({ ...parts, cache }))
  return file
}

test('a study leaves what XLA compiled in the cache folder, for the next', async () => {
  const recipe = join(folder.path, 'small.json')
  await writeFile(recipe, JSON.stringify(small))
  const env = { COOLDOWN_PARTS: await partsWithCache(folder.path) }
  const study = async (name: string) => {
    const what = ['--trials', 'exponential', '--epochs', '1', '--recipe', recipe]
    const where = ['--data-dir', join(folder.path, name), '--json']
    const { code, stderr } = await cooldown(['study', 'run', 'article', ...what, ...where], env)
      .ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    return readdir(join(folder.path, 'xla'), { recursive: true })
  }
  const kept = await study('one')
  expect(kept.some((name) => name.includes('xla_compile_cache__'))).toBe(true)
  expect(await study('two')).toEqual(kept)
})

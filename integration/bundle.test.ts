import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
    subset: { kind: 'sample', count: 320, seed: 1 },
    validation: { kind: 'split', fraction: 0.2 },
  },
}

async function ran(...words: string[]) {
  const program = cooldown(words)
  const { code, stderr } = await program.ended
  const last = JSON.parse(program.lines.at(-1) ?? 'null') as Record<string, unknown> | null
  return { code, stderr, last }
}

test('a bundle is made, shown, verified bit for bit, and added to another history', async () => {
  const [home, other, out] = ['home', 'other', 'out'].map((name) => join(folder.path, name))
  const recipe = join(folder.path, 'recipe.json')
  await writeFile(recipe, JSON.stringify(small))
  const study = cooldown([
    ...['study', 'run', 'article', '--data-dir', home!, '--recipe', recipe, '--json'],
    ...['--trials', 'linear,adam', '--epochs', '2', '--out', join(folder.path, 'first')],
  ])
  expect((await study.ended).code).toBe(0)

  const exported = await ran(
    ...['runs', 'export', '--data-dir', home!, '--out', out!, '--json', '--steps'],
    ...['--formats', 'svg,drawn,everything,tensorboard,html,markdown,bundle'],
  )
  expect(exported).toMatchObject({ code: 0, last: { event: 'exported', runs: 2 } })
  expect((await readdir(out!)).sort()).toEqual([
    'drawn.csv',
    'events.zip',
    'everything.csv',
    'learning-rate.svg',
    'report.html',
    'report.md',
    'runs.cooldown-bundle.zip',
    'steps.csv',
    'val-accuracy.svg',
    'val-loss.svg',
  ])
  expect(await readFile(join(out!, 'report.html'), 'utf8')).toContain(
    'Which learning-rate schedule?',
  )

  const bundle = join(out!, 'runs.cooldown-bundle.zip')
  const verified = await ran('bundle', 'verify', bundle, '--json')
  expect(verified).toMatchObject({
    code: 0,
    last: { event: 'verified', same: true, differsHere: [], left: [] },
  })
  const runs = verified.last?.['runs'] as { compared: number; sameWeights: boolean }[]
  expect(runs.map(({ compared, sameWeights }) => [compared, sameWeights])).toEqual([
    [2, true],
    [2, true],
  ])

  const added = await ran('bundle', 'add', bundle, '--data-dir', other!, '--json')
  expect(added).toMatchObject({ code: 0, last: { event: 'added', renamed: [] } })
  const again = join(folder.path, 'again')
  const formats = ['--formats', 'everything', '--json']
  await ran('runs', 'export', '--data-dir', other!, '--out', again, ...formats)
  expect(await readFile(join(again, 'everything.csv'))).toEqual(
    await readFile(join(out!, 'everything.csv')),
  )

  const whole = await readFile(bundle)
  await writeFile(bundle, whole.subarray(0, whole.length - 100))
  const refused = await ran('bundle', 'add', bundle, '--data-dir', other!, '--json')
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('This is no sound bundle')
})

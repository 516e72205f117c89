import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readStudyFile } from '../../shared/contract/study-file'
import type { StudyDraft } from '../../shared/domain/study-plan/draft'
import { topRateOf } from '../../shared/domain/study-plan/settings'
import { runHere } from './testing/run-here'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cooldown-study-files-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const study = (...args: readonly string[]) => runHere('study', ...args)

function draftIn(text: string): StudyDraft {
  const read = readStudyFile(text)
  if (read.ok) return read.draft
  throw new Error(read.problem)
}

describe('cooldown study new', () => {
  test('writes a template as a file, cut down, lengthened and varied as asked', async () => {
    const { out, code } = await study(
      ...['new', '--template', 'one-budget', '--trials', 'cosine,Linear', '--seeds', '1-3,9'],
      ...[
        '--epochs',
        '2',
        '--name',
        'Mine',
        '--vary',
        'rate=0.1..0.4 x 2',
        '--vary',
        'batchSize=32,64',
      ],
    )
    expect(code).toBe(0)
    const draft = draftIn(out)
    expect(draft).toMatchObject({ name: 'Mine', seeds: [1, 2, 3, 9] })
    expect(draft.trials.map(({ name }) => name).slice(0, 3)).toEqual([
      'Linear, rate 0.1, batch size 32',
      'Linear, rate 0.1, batch size 64',
      'Linear, rate 0.2, batch size 32',
    ])
    expect(draft.trials).toHaveLength(12)
    expect(
      draft.trials.map(({ recipe }) => [topRateOf(recipe), recipe.totalEpochs]).at(-1),
    ).toEqual([0.4, 2])
  })

  test('goes on from a file that it wrote, and says what it wrote', async () => {
    const file = join(folder, 'a.json')
    const { err } = await study('new', '--template', 'peak-rate', '--out', file)
    expect(err).toBe(`${file}: Peak-rate sweep, 6 trials x 2 seeds, 12 runs\n`)
    const { out } = await study('new', '--from', file, '--vary', 'network.dropout=0,0.5')
    expect(draftIn(out).trials).toHaveLength(12)
    expect(draftIn(await readFile(file, 'utf8')).trials).toHaveLength(6)
  })

  test.each<[string, readonly string[], string]>([
    [
      'an unknown template',
      ['--template', 'artcle'],
      'There is no study template "artcle"; there are article, ',
    ],
    ['an unknown trial', ['--trials', 'liner'], 'There is no trial "liner"; there are constant, '],
    [
      'an unknown setting',
      ['--vary', 'batch=1'],
      'no trial has a setting "batch"; "study settings" lists',
    ],
    [
      'a value out of range',
      ['--vary', 'batchSize=0'],
      '--vary batchSize: batch size must be a whole number',
    ],
    ['nothing to vary over', ['--vary', 'batchSize'], 'It must be a setting and its values'],
    ['too many trials', ['--vary', 'batchSize=1..200'], 'at most 1000 trials; these would be 1800'],
    [
      'what cannot be trained',
      ['--vary', 'batchSize=30000'],
      'Trial "Constant": batchSize: must be at most the 20,000 training images',
    ],
    ['two beginnings', ['--template', 'article', '--from', 'a.json'], 'not with both'],
  ])('refuses %s', async (_what, args, told) => {
    const { err, out, code } = await study('new', ...args)
    expect(err).toContain(told)
    expect([out, code]).toEqual(['', 2])
  })

  test('names the file and the field of a file that is none', async () => {
    const file = join(folder, 'bad.json')
    await writeFile(file, '{"kind": "cooldown-study", "version": 1, "study": {"name": ""}}')
    const { err, code } = await study('new', '--from', file)
    expect(err).toContain(`${file}: study.name: `)
    expect(code).toBe(2)
  })
})

test('cooldown study settings lists what all trials have, with its value', async () => {
  const { out } = await study('settings', 'article')
  expect(out).toMatch(/^batchSize +64 +batch size$/m)
  expect(out).toMatch(/^rate +differs +rate$/m)
  expect(out).toMatch(/^network\.activation +relu +activation \(linear, relu, /m)
  expect(out).not.toContain('optimizer.momentum')
  const { out: json } = await study('settings', 'momentum-adam', '--json')
  expect(JSON.parse(json)).toContainEqual(
    expect.objectContaining({ path: 'schedule.initial', label: 'initial rate', value: 'differs' }),
  )
})

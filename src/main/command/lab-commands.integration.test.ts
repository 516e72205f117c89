import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runHere, type Said } from './testing/run-here'

const programs = join(import.meta.dirname, '../../../out/main')
const small = {
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 320, seed: 1 },
    validation: { kind: 'split', fraction: 0.2 },
  },
}

interface Study {
  readonly runs: readonly { readonly trial: string; readonly status: string }[]
}

let folder: string
let dataDir: string
let trained: Said
let first: string

const cooldown = (...args: readonly string[]) => runHere(...args, '--data-dir', dataDir)
const linesOf = <Value>({ out }: Said) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Value)
// A program that says nothing has said nothing that could be right.
const lastOf = <Value>(values: readonly Value[]) => values.at(-1) as Value

beforeAll(async () => {
  vi.stubGlobal('__PROGRAMS__', programs)
  folder = await mkdtemp(join(tmpdir(), 'cooldown-commands-'))
  dataDir = join(folder, 'data')
  vi.stubEnv('INIT_CWD', folder)
  await writeFile(join(folder, 'recipe.json'), JSON.stringify(small))
  trained = await cooldown(
    ...['study', 'run', 'article', '--trials', 'linear,adam', '--epochs', '2'],
    ...['--recipe', 'recipe.json', '--json', '--out', 'out'],
  )
  const runs = linesOf<{ readonly id: string; readonly trialId: string }>(
    await cooldown('runs', 'list', '--json'),
  )
  first = runs.find(({ trialId }) => trialId === 'linear')?.id ?? ''
})
afterAll(async () => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

describe('a study that was trained', () => {
  test('told every epoch and its end, and wrote its tables and pictures', async () => {
    expect(trained).toMatchObject({ code: 0, err: '' })
    const study = lastOf(linesOf<Study>(trained))
    expect(study.runs.map(({ trial, status }) => [trial, status])).toEqual([
      ['linear', 'completed'],
      ['adam', 'completed'],
    ])
    expect(linesOf(trained)).toHaveLength(5)
    expect(await readdir(join(folder, 'out'))).toHaveLength(6)
  })

  test('is listed and shown', async () => {
    const listed = await cooldown('runs', 'list')
    expect(listed).toMatchObject({ code: 0, out: new RegExp(first) })
    const shown = await cooldown('runs', 'show', first)
    expect(shown.out).toMatch(new RegExp(`^${first}: completed`))
    expect(shown.out).toMatch(/true class.*images.*accuracy/)
    expect(shown.out).toMatch(/Weights: SHA-256 [0-9a-f]{64}/)
    const json = lastOf(
      linesOf<{ epochs: unknown[]; classes: unknown[]; family: unknown }>(
        await cooldown('runs', 'show', first, '--json'),
      ),
    )
    expect(json.epochs).toHaveLength(2)
    expect(json.classes).toHaveLength(10)
    expect(await cooldown('runs', 'show', 'no-such-run')).toMatchObject({
      code: 2,
      err: /There is no run "no-such-run"; "cooldown runs list" names them/,
    })
  })

  test('keeps checkpoints, of which one is the best', async () => {
    const kept = linesOf<{ epochs: number; step: number; best: boolean }>(
      await cooldown('runs', 'checkpoints', first, '--json'),
    )
    expect(kept.map(({ epochs }) => epochs)).toContain(2)
    expect(kept.filter(({ best }) => best)).toHaveLength(1)
    expect((await cooldown('runs', 'checkpoints', first)).out).toMatch(/^after epoch \d/)
  })
})

describe('its runs', () => {
  const formats =
    'png,svg,differences,gaps,drawn,drawn-wide,drawn-json,everything,everything-json,tensorboard,html,markdown,bundle'

  test('are exported in every format', async () => {
    const said = await cooldown(
      ...['runs', 'export', '--out', 'all', '--formats', formats, '--steps', '--title', 'Mine'],
      ...['--objective', 'valAccuracy@best', '--metrics', 'valLoss,learningRate', '--json'],
    )
    expect(said.err).toBe('')
    const { files, runs } = lastOf(linesOf<{ files: string[]; runs: number }>(said))
    expect(runs).toBe(2)
    expect(files).toEqual(expect.arrayContaining(['report.html', 'events.zip', 'steps.csv']))
    const written = await readdir(join(folder, 'all'))
    expect(written.sort()).toEqual([...files].sort())
    expect(await readFile(join(folder, 'all', 'report.md'), 'utf8')).toContain('Mine')
  })

  test('are laid over by curves from elsewhere', async () => {
    await writeFile(join(folder, 'mine.csv'), 'epoch,step,val_loss\n1,4,0.75\n2,8,0.5\n')
    const added = await cooldown('imports', 'add', 'mine.csv', '--json')
    expect(added.err).toBe('')
    const [info] = linesOf<{ readonly id: string }>(await cooldown('imports', 'list', '--json'))
    const said = await cooldown(
      ...['runs', 'export', '--out', 'over', '--imports', info?.id ?? '', '--width', '800'],
      ...['--formats', 'drawn,drawn-json,everything,everything-json,differences,html,markdown'],
    )
    expect(said).toMatchObject({ code: 0, err: '' })
    const everything = await readFile(join(folder, 'over', 'everything.csv'), 'utf8')
    expect(everything).toMatch(/,0\.75/)
    expect(await readFile(join(folder, 'over', 'report.md'), 'utf8')).toContain('mine.csv')
    await cooldown('imports', 'remove', info?.id ?? '')
    expect((await cooldown('imports', 'list', '--json')).out).toBe('')
  })

  test('are chosen by what holds for them', async () => {
    const where = ['runs', 'export', '--out', 'some', '--where']
    const said = await cooldown(...where, 'optimizer == adam', '--formats', 'drawn')
    expect(said).toMatchObject({ code: 0, out: 'drawn.csv: some\n' })
    expect(await cooldown(...where, 'seed == 99')).toMatchObject({
      code: 2,
      err: /No run matches: seed == 99/,
    })
    expect(await cooldown('runs', 'export', '--out', 'x', '--study', 'none')).toMatchObject({
      code: 2,
      err: /There is no study "none"/,
    })
    for (const wrong of [
      ['--formats', 'gif'],
      ['--objective', 'happiness'],
    ]) {
      expect(await cooldown('runs', 'export', '--out', 'x', ...wrong)).toMatchObject({ code: 2 })
    }
  })

  test('of one study go out as its tables and pictures where no format is named', async () => {
    const said = await cooldown('runs', 'export', '--out', 'whole')
    expect(said).toMatchObject({ code: 0, out: /^Tables and pictures of .*: whole\n$/ })
    expect(await readdir(join(folder, 'whole'))).toHaveLength(6)
  })

  test('go into a bundle, which proves itself by training them again', async () => {
    expect(await cooldown('bundle', 'make')).toMatchObject({ code: 2, err: /Say which studies/ })
    const made = lastOf(
      linesOf<{ file: string; runs: number }>(
        await cooldown('bundle', 'make', '--runs', first, '--out', 'bundles', '--json'),
      ),
    )
    expect(made.runs).toBe(1)
    const file = join('bundles', made.file)
    expect((await runHere('bundle', 'show', file)).out).toMatch(/^Bundle [0-9a-f]{64}, sound/)
    expect(lastOf(linesOf<unknown>(await runHere('bundle', 'show', file, '--json')))).toMatchObject(
      {
        studies: [{}],
      },
    )
    const verified = await runHere('bundle', 'verify', file)
    expect(verified).toMatchObject({ code: 0, err: '' })
    const json = await runHere('bundle', 'verify', file, '--json', '--runs', '1')
    expect(json).toMatchObject({ code: 0 })
    const added = await runHere('bundle', 'add', file, '--data-dir', join(folder, 'other'))
    expect(added).toMatchObject({ code: 0, out: /: 1 runs\n/ })
    const again = await cooldown('bundle', 'add', file, '--json')
    expect(lastOf(linesOf<unknown>(again))).toMatchObject({ event: 'added' })
    expect(await runHere('bundle', 'show', 'none.zip')).toMatchObject({
      code: 2,
      err: /none.zip cannot be read: it is not there/,
    })
  })

  test('are forked under a changed recipe, and a completed one is not resumed', async () => {
    await writeFile(join(folder, 'changes.json'), JSON.stringify({ totalEpochs: 3 }))
    const forked = await cooldown(
      ...['runs', 'fork', first, '--epochs', '2', '--changes', 'changes.json', '--json'],
    )
    expect(forked.err).toBe('')
    expect(lastOf(linesOf<Study>(forked)).runs).toMatchObject([{ status: 'completed', epochs: 3 }])
    expect((await cooldown('runs', 'show', first)).out).toMatch(/Forks:\n.*<- this one\n.*forked/)
    expect(await cooldown('runs', 'resume', first)).toMatchObject({ code: 2 })
    await writeFile(join(folder, 'wrong.json'), JSON.stringify({ totalEpochs: 'many' }))
    const refused = await cooldown(
      'runs',
      'fork',
      first,
      '--epochs',
      '2',
      '--changes',
      'wrong.json',
    )
    expect(refused).toMatchObject({ code: 2, err: /wrong.json: totalEpochs: / })
  })
})

describe('the study', () => {
  test('is reported as a page and as Markdown', async () => {
    const [run] = linesOf<{ readonly studyId: string }>(await cooldown('runs', 'list', '--json'))
    const id = run?.studyId ?? ''
    const both = ['--html', '--markdown', '--out', 'report']
    const said = await cooldown('study', 'report', id, ...both, '--json')
    expect(said.err).toBe('')
    expect(lastOf(linesOf<{ files: string[] }>(said)).files).toHaveLength(2)
    expect((await cooldown('study', 'report', id, '--out', 'page')).out).toMatch(/\.html: page\n$/)
    expect(await cooldown('study', 'report', 'none')).toMatchObject({ code: 2 })
  })

  test('is estimated, and its templates are listed', async () => {
    const { out } = await cooldown('study', 'estimate', 'article', '--epochs', '2')
    expect(out).toMatch(/\.\n/)
    const json = lastOf(linesOf<unknown>(await cooldown('study', 'estimate', 'article', '--json')))
    expect(json).toHaveProperty('sources')
    expect((await runHere('study', 'templates')).out).toMatch(/^article: /)
    expect(
      lastOf(linesOf<object[]>(await runHere('study', 'templates', '--json')))[0],
    ).toMatchObject({
      id: 'article',
    })
  })

  test('of another machine’s making is varied from a template, and told in lines', async () => {
    const said = await cooldown(
      ...['study', 'run', 'article', '--trials', 'linear', '--epochs', '1'],
      ...['--recipe', 'recipe.json', '--vary', 'batchSize=32,64', '--compiler', 'tensorflow'],
    )
    expect(said).toMatchObject({ code: 0, err: '' })
    expect(said.out).toMatch(/2 trials, 2 runs/)
    expect(said.out).toMatch(/: epoch 1\/1 {2}loss/)
  })
})

test('the doctor tells what is here', async () => {
  const { out } = await cooldown('doctor')
  expect(out).toMatch(/^Cooldown {3}/)
  expect(out).toMatch(/Engine {5}.*TensorFlow/)
  expect(out).toContain('not measured yet; "doctor --measure" does')
  const report = lastOf(linesOf<unknown>(await cooldown('doctor', '--json')))
  expect(report).toMatchObject({ dataset: { problem: null } })
})

test('an empty history has nothing to export', async () => {
  const empty = ['--data-dir', join(folder, 'empty')]
  expect(await runHere('runs', 'export', '--out', 'x', ...empty)).toMatchObject({
    code: 2,
    err: /There is no study to export yet/,
  })
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runHere } from './testing/run-here'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cooldown-schedule-'))
  vi.stubEnv('INIT_CWD', folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const keep = (name: string, value: unknown) =>
  writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))
const short = ['--epochs', '2', '--steps-per-epoch', '3']

describe('cooldown schedule values', () => {
  const cycle = {
    kind: 'one-cycle',
    per: 'step',
    peak: 1,
    momentum: { low: 0.85, high: 0.95 },
  }
  const values = (...more: string[]) =>
    runHere('schedule', 'values', '--spec', 'spec.json', ...short, ...more)

  test('prints a rate for every step, and one for every epoch where that is asked for', async () => {
    await keep('spec.json', { kind: 'step', per: 'epoch', initial: 1, factor: 0.5, every: 1 })
    expect((await values()).out).toBe('1\n1\n1\n0.5\n0.5\n0.5\n')
    expect((await values('--per-epoch')).out).toBe('1\n0.5\n')
    expect((await values('--per-epoch', '--momentum')).out).toBe('1 -\n0.5 -\n')
    expect((await values('--csv')).out).toBe('step,rate\n0,1\n1,1\n2,1\n3,0.5\n4,0.5\n5,0.5\n')
    expect((await values('--csv', '--per-epoch', '--momentum')).out).toBe(
      'epoch,rate,momentum\n0,1,\n1,0.5,\n',
    )
    expect(JSON.parse((await values('--json')).out)).toEqual({ rates: [1, 1, 1, 0.5, 0.5, 0.5] })
  })

  test('prints the momentum of a schedule that sets one', async () => {
    await keep('spec.json', cycle)
    const { rates, momentum } = JSON.parse((await values('--json', '--momentum')).out) as {
      rates: number[]
      momentum: number[]
    }
    expect(rates).toHaveLength(6)
    expect(momentum[0]).toBeCloseTo(0.95)
    const [line = ''] = (await values('--momentum')).out.split('\n')
    expect(line).toBe(`${rates[0]} ${momentum[0]}`)
  })

  test('prints longer runs in pieces that join', async () => {
    await keep('spec.json', { kind: 'constant', rate: 0.1 })
    const long = ['--epochs', '3', '--steps-per-epoch', '4000', '--json']
    const { out } = await runHere('schedule', 'values', '--spec', 'spec.json', ...long)
    expect((JSON.parse(out) as { rates: number[] }).rates).toHaveLength(12_000)
  })

  test('needs to know which run, and the metrics of a schedule that reacts', async () => {
    await keep('spec.json', { kind: 'plateau', initial: 1, factor: 0.5, patience: 0 })
    for (const [missing, given] of [
      ['--spec', ['--epochs', '2']],
      ['--epochs', ['--spec', 'spec.json']],
      ['--steps-per-epoch', ['--spec', 'spec.json', '--epochs', '2']],
    ] as const) {
      const said = await runHere('schedule', 'values', ...given)
      expect(said).toMatchObject({ code: 2, err: new RegExp(`${missing} is needed`) })
    }
    expect(await values()).toMatchObject({ code: 2, err: /--metric-values/ })
    await keep('metrics.json', [1, 2])
    const reacted = await values('--metric-values', 'metrics.json', '--per-epoch')
    expect(reacted).toMatchObject({ code: 0, out: '1\n1\n' })
  })

  test('tells a file that cannot be read, is no JSON or no schedule', async () => {
    expect(await values()).toMatchObject({ code: 2, err: /Cannot read spec.json: it is not there/ })
    await keep('spec.json', '{"kind": }')
    expect(await values()).toMatchObject({
      code: 2,
      err: /spec.json is not JSON at line 1, column 10: expected a value/,
    })
    await keep('spec.json', { kind: 'cosin', initial: 1 })
    expect(await values()).toMatchObject({ err: /unknown kind "cosin"; did you mean "cosine"/ })
    await keep('spec.json', '['.repeat(200_000))
    expect(await values()).toMatchObject({ code: 2, err: /spec.json is not JSON\.\n/ })
  })
})

describe('cooldown schedule values --batch', () => {
  const batch = async (entries: unknown) => {
    await keep('batch.json', entries)
    const said = await runHere('schedule', 'values', '--batch', 'batch.json')
    return { ...said, lines: said.out.trim().split('\n') }
  }
  const spec = { kind: 'constant', rate: 0.1 }

  test('answers each entry on its line, whatever is wrong with another', async () => {
    const reacting = { kind: 'plateau', initial: 1, factor: 0.5, patience: 0 }
    const { code, lines } = await batch([
      { name: 'one', spec, epochs: 1, stepsPerEpoch: 2 },
      { name: 7, spec, epochs: 0, stepsPerEpoch: 2 },
      { spec, epochs: 1 },
      'no entry',
      null,
      { name: 'long', spec, epochs: 1_000_000, stepsPerEpoch: 1_000 },
      { name: 'reacts', spec: reacting, epochs: 2, stepsPerEpoch: 1, metricValues: [1, 2] },
      { name: 'alone', spec: reacting, epochs: 2, stepsPerEpoch: 1 },
      { name: 'odd', spec: 3, epochs: 2, stepsPerEpoch: 1 },
    ])
    expect(code).toBe(0)
    expect(lines[0]).toBe('{"name":"one","rates":[0.1,0.1]}')
    expect(lines[1]).toContain(
      '"name":null,"error":"epochs must be a whole number of at least 1; it was 0"',
    )
    expect(lines[2]).toContain('stepsPerEpoch must be a whole number of at least 1; it is missing')
    expect(lines[3]).toContain('Entry 3 must be')
    expect(lines[4]).toContain('Entry 4 must be')
    expect(lines[5]).toContain('An entry has at most 20000000 steps; this has 1000000000')
    expect(lines[6]).toBe('{"name":"reacts","rates":[1,1]}')
    expect(lines[7]).toContain('"name":"alone","error"')
    expect(lines[8]).toContain('must be an object, was 3')
  })

  test('must be a list', async () => {
    expect(await batch({})).toMatchObject({ code: 2, err: /must be a JSON array of entries/ })
  })
})

describe('cooldown schedule dialects', () => {
  const dialects = (...more: string[]) =>
    runHere('schedule', 'dialects', '--spec', 'spec.json', ...more)

  test('tells how libraries differ, or that nothing is to be compared', async () => {
    await keep('spec.json', { kind: 'cosine', initial: 0.1, over: 50 })
    const { out, code } = await dialects('--epochs', '100', '--steps-per-epoch', '10')
    expect(code).toBe(0)
    expect(out).toContain('CosineAnnealingLR')
    const json = await dialects('--epochs', '100', '--steps-per-epoch', '10', '--json')
    expect(JSON.parse(json.out)).toMatchObject({ dialects: expect.any(Array) as unknown })
    await keep('spec.json', { kind: 'constant', rate: 0.1 })
    expect((await dialects(...short)).out).toMatch(/nothing to compare|same rates/)
  })

  test('takes the metrics that a schedule reacts to', async () => {
    await keep('spec.json', { kind: 'plateau', initial: 1, factor: 0.5, patience: 1 })
    await keep('metrics.json', [3, 2])
    const said = await dialects(...short, '--metric-values', 'metrics.json')
    expect(said).toMatchObject({ code: 0, out: /ReduceLROnPlateau/ })
    await keep('metrics.json', 'no list')
    expect(await dialects(...short, '--metric-values', 'metrics.json')).toMatchObject({ code: 2 })
  })
})

describe('cooldown schedule kinds', () => {
  test('lists every kind with its fields and what they are without being told', async () => {
    const { out } = await runHere('schedule', 'kinds')
    expect(out).toMatch(/^cosine: .*\n.*\n.*\n {2}fields: initial, final \(/m)
    expect(out).toContain('(may be left out)')
    const kinds = JSON.parse((await runHere('schedule', 'kinds', '--json')).out) as object[]
    expect(kinds[0]).toMatchObject({ kind: expect.any(String) as string })
  })
})

describe('cooldown schedule code and import', () => {
  test('go to a library and come from one, into a file where one is named', async () => {
    await keep('spec.json', { kind: 'step', per: 'epoch', initial: 1, factor: 0.5, every: 1 })
    const told = await runHere('schedule', 'code', '--spec', 'spec.json', '--to', 'pytorch')
    expect(told.out).toContain('StepLR')
    const out = ['--out', 'out.py']
    const said = await runHere('schedule', 'code', '--spec', 'spec.json', '--to', 'pytorch', ...out)
    expect(said).toMatchObject({ code: 0, out: '' })
    expect(await readFile(join(folder, 'out.py'), 'utf8')).toBe(told.out)
    await keep('state.json', {
      class: 'StepLR',
      state: { base_lrs: [1], gamma: 0.5, step_size: 1 },
    })
    const read = await runHere('schedule', 'import', 'state.json', '--from', 'pytorch')
    expect(JSON.parse(read.out)).toMatchObject({ kind: 'step', factor: 0.5 })
    const nowhere = ['--out', 'no/such/folder.json']
    expect(
      await runHere('schedule', 'import', 'state.json', '--from', 'pytorch', ...nowhere),
    ).toMatchObject({ code: 2, err: /Cannot write no\/such\/folder.json: it is not there/ })
  })
})

test('cooldown schedule chart refuses what is no picture before it draws', async () => {
  const chart = (...more: string[]) =>
    runHere('schedule', 'chart', '--spec', 's.json', ...short, ...more)
  expect(await chart('--out', 'x.gif')).toMatchObject({
    code: 2,
    err: /--out must end in .png or .svg, was x.gif/,
  })
  expect(await chart('--out', 'x.png', '--scale', '9')).toMatchObject({
    code: 2,
    err: /It must be a number from 1 to 4/,
  })
})

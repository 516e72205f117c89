import { closeSync, existsSync, openSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshFolder } from './cooldown'
import { length, ratesIn, scheduleIn } from './schedule-command'

let folder: Awaited<ReturnType<typeof freshFolder>>
let schedule: ReturnType<typeof scheduleIn>['schedule']
let inFolder: ReturnType<typeof scheduleIn>['inFolder']
beforeAll(async () => {
  folder = await freshFolder()
  const command = scheduleIn(folder.path)
  schedule = command.schedule
  inFolder = command.inFolder
})
afterAll(() => folder.remove())

const cosine = { kind: 'cosine', initial: 0.1, final: 0.01 }
const cosineAt = (t: number, total: number) =>
  0.01 + ((0.1 - 0.01) * (1 + Math.cos(Math.PI * (t / total)))) / 2

describe('cooldown schedule values', () => {
  test('prints the rate of every step with every digit', async () => {
    const spec = await inFolder('cosine.json', cosine)
    const { status, stdout } = schedule(['values', '--spec', spec, ...length(3, 4), '--json'])
    expect(status).toBe(0)
    expect(ratesIn(stdout)).toEqual(Array.from({ length: 12 }, (_, t) => cosineAt(t, 12)))
  })

  test('a pipe will do, an epoch may be one rate, and momentum stands beside', () => {
    const args = ['values', '--spec', '-', ...length(2, 5), '--per-epoch', '--json', '--momentum']
    const { stdout } = schedule(args, JSON.stringify({ kind: 'one-cycle', peak: 0.1 }))
    const { rates, momentum } = JSON.parse(stdout) as { rates: number[]; momentum: number[] }
    expect(rates.map((rate) => Number(rate.toFixed(6)))).toEqual([0.004, 0.061126])
    expect(momentum.map((each) => Number(each.toFixed(6)))).toEqual([0.95, 0.888874])
    const none = schedule(args, JSON.stringify(cosine))
    expect((JSON.parse(none.stdout) as { momentum: unknown[] }).momentum).toEqual([null, null])
  })

  test.skipIf(!existsSync('/dev/full'))('a full disk is told in a sentence', async () => {
    const spec = await inFolder('full.json', cosine)
    const full = openSync('/dev/full', 'w')
    const { status, stderr } = schedule(['values', '--spec', spec, ...length(1, 2)], '', full)
    closeSync(full)
    expect([status, stderr]).toEqual([1, 'cooldown: Cannot write the output: the disk is full.\n'])
  })

  test('a table counts steps, or epochs, from 0', () => {
    const table = schedule(
      ['values', '--spec', '-', ...length(1, 4), '--csv'],
      JSON.stringify(cosine),
    )
    const lines = table.stdout.trimEnd().split('\n')
    expect(lines).toEqual(['step,rate', ...[0, 1, 2, 3].map((t) => `${t},${cosineAt(t, 4)}`)])
    const epochs = schedule(
      ['values', '--spec', '-', ...length(2, 2), '--csv', '--per-epoch'],
      JSON.stringify({ kind: 'constant', rate: 0.5 }),
    )
    expect(epochs.stdout).toBe('epoch,rate\n0,0.5\n1,0.5\n')
  })

  test('a schedule that reacts follows the metric that it is told', async () => {
    const plateau = { kind: 'plateau', initial: 0.1, factor: 0.5, patience: 1 }
    const metrics = await inFolder('metrics.json', [1, 1, null, 1])
    const args = ['values', '--spec', '-', ...length(4, 2), '--per-epoch', '--json']
    const told = schedule([...args, '--metric-values', metrics], JSON.stringify(plateau))
    expect(ratesIn(told.stdout)).toEqual([0.1, 0.1, 0.1, 0.05])
    const untold = schedule(args, JSON.stringify(plateau))
    expect(untold.status).toBe(2)
    expect(untold.stderr).toContain('one value for each epoch (--metric-values FILE')
  })

  test('a million steps are all there', () => {
    const { stdout } = schedule(
      ['values', '--spec', '-', ...length(1_000, 1_000), '--json'],
      JSON.stringify(cosine),
    )
    const rates = ratesIn(stdout)
    expect(rates).toHaveLength(1_000_000)
    expect(rates[500_000]).toBe(cosineAt(500_000, 1_000_000))
  })
})

describe('cooldown schedule values --batch', () => {
  test('a thousand mixed specs, a line each, in order', async () => {
    const kinds = [
      cosine,
      { kind: 'step', per: 'epoch', initial: 1, factor: 0.5, every: 2 },
      { kind: 'warmup', over: '10%', schedule: { kind: 'polynomial', initial: 0.2 } },
      { kind: 'plateau', initial: 1, factor: 0.5, patience: 0 },
      { kind: 'formula', expression: '1 / (1 + t)' },
    ]
    const entries = Array.from({ length: 1_000 }, (_, index) => ({
      name: `spec ${index}`,
      spec: kinds[index % kinds.length],
      epochs: 4,
      stepsPerEpoch: 50,
      metricValues: [1, 1, 1, 1],
    }))
    const { status, stdout } = schedule([
      'values',
      '--batch',
      await inFolder('batch.json', entries),
    ])
    expect(status).toBe(0)
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; rates: number[] })
    expect(answers.map(({ name }) => name)).toEqual(entries.map(({ name }) => name))
    expect(answers.every(({ rates }) => rates.length === 200)).toBe(true)
    expect(answers[0]?.rates[50]).toBe(cosineAt(50, 200))
    expect(answers[998]?.rates.filter((_, step) => step % 50 === 0)).toEqual([1, 1, 0.5, 0.25])
  })

  test('a bad entry is told on its own line; the others are answered', async () => {
    const good = { name: 'good', spec: { kind: 'constant', rate: 1 }, epochs: 1, stepsPerEpoch: 2 }
    const plateau = { ...good, name: 'deaf', spec: { kind: 'plateau', initial: 1 } }
    const entries = [
      null,
      { name: 'no spec', epochs: 1, stepsPerEpoch: 1 },
      { ...good, name: 'no steps', stepsPerEpoch: undefined },
      { ...good, name: 'long', epochs: 1e6, stepsPerEpoch: 1e6 },
      plateau,
      { ...plateau, name: 'metrics', metricValues: [1, 2] },
      good,
    ]
    const { status, stdout } = schedule(['values', '--batch', await inFolder('bad.json', entries)])
    expect(status).toBe(0)
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { name: null, error: expect.stringMatching(/^Entry 0 must be \{"name"/) as string },
      { name: 'no spec', error: 'schedule: must be an object, was undefined' },
      {
        name: 'no steps',
        error: 'stepsPerEpoch must be a whole number of at least 1; it is missing',
      },
      { name: 'long', error: 'An entry has at most 20000000 steps; this has 1000000000000' },
      { name: 'deaf', error: expect.stringContaining('"metricValues" in a batch') as string },
      {
        name: 'metrics',
        error: 'schedule.metricValues: must be one value for each of 1 epochs, has 2',
      },
      { name: 'good', rates: [1, 1] },
    ])
  })
})

describe('what cannot be read is refused with the file, the place and the rule', () => {
  test.each<[string, string, string]>([
    ['no JSON', '{\n  "kind": "step",\n}', 'is not JSON at line 3, column 1: expected a name'],
    ['an unknown kind', '{"kind": "cosin"}', 'schedule.kind: unknown kind "cosin"; did you mean'],
    [
      'an unknown field',
      '{"kind":"constant","rat":1}',
      'schedule.rat: unknown field; did you mean',
    ],
    ['a bad value', '{"kind":"constant","rate":-1}', 'schedule.rate: must be at least 0, was -1'],
  ])('%s', async (_, content, message) => {
    const file = await inFolder('broken.json', content)
    const { status, stderr } = schedule(['values', '--spec', file, ...length(1, 1)])
    expect(stderr).toContain('broken.json')
    expect(stderr).toContain(message)
    expect(status).toBe(2)
  })
  test('a file that is not there, and a length that is not said', () => {
    const missing = schedule(['values', '--spec', 'nowhere.json', ...length(1, 1)])
    expect([missing.status, missing.stderr]).toEqual([
      2,
      expect.stringContaining('Cannot read nowhere.json: it is not there.'),
    ])
    const endless = schedule(['values', '--spec', '-', '--epochs', '1'], JSON.stringify(cosine))
    expect([endless.status, endless.stderr]).toEqual([
      2,
      expect.stringContaining('--steps-per-epoch is needed'),
    ])
  })
})

describe('kinds and dialects', () => {
  test('every kind is listed with its fields, and its example can be compiled', () => {
    const { stdout } = schedule(['kinds', '--json'])
    const kinds = JSON.parse(stdout) as { kind: string; example: unknown; fields: object }[]
    expect(kinds.map(({ kind }) => kind)).toContain('cosine')
    const { example } = kinds.find(({ kind }) => kind === 'warmup') ?? {}
    const args = ['values', '--spec', '-', ...length(10, 1), '--json']
    expect(ratesIn(schedule(args, JSON.stringify(example)).stdout)).toHaveLength(10)
    expect(schedule(['kinds']).stdout).toContain('cosine: Cosine')
  })

  test('dialects name the step where libraries part', async () => {
    const spec = await inFolder('milestones.json', {
      kind: 'multi-step',
      per: 'epoch',
      initial: 0.1,
      factor: 0.1,
      milestones: [30],
    })
    const { status, stdout } = schedule(['dialects', '--spec', spec])
    expect(status).toBe(0)
    expect(stdout).toContain('At epoch 30, PyTorch, optax and timm have 0.01; Keras still has 0.1.')
    const json = schedule(['dialects', '--spec', spec, '--json', ...length(40, 2)])
    const { dialects, differences } = JSON.parse(json.stdout) as Record<string, unknown[]>
    expect([dialects?.length, differences?.length]).toEqual([4, 2])
  })
})

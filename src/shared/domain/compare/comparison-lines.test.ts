import { describe, expect, test } from 'vitest'
import { asStudyId } from '../ids'
import { comparisonLines } from './comparison-lines'
import { comparisonOf, importFrom, linesOf } from './testing-curves'
import { articleTrial, madeRun } from './testing-runs'

const linear = (seed: number) => madeRun({ seed })
const step = (seed: number) => ({ ...madeRun({ trial: articleTrial('step'), seed }), style: 1 })

describe('without groups', () => {
  test('each run is a line in its trial’s look', () => {
    const lines = linesOf([
      [linear(1), [3, 2, 1]],
      [step(1), [4, 3]],
    ])
    expect(lines).toMatchObject([
      { id: 'study-linear-s1', kind: 'run', group: 'Linear', style: 0, n: null, raw: null },
      { id: 'study-step-s1', kind: 'run', name: 'Step, seed 1', style: 1, points: 2 },
    ])
    expect([...(lines[0]?.xs ?? [])]).toEqual([1, 2, 3])
    expect([...(lines[0]?.ys ?? [])]).toEqual([3, 2, 1])
  })

  test('trials of one name in two studies are told apart, and so is a run with its own colour', () => {
    const other = { id: asStudyId('other'), name: 'Other' }
    const runs = [
      linear(1),
      { ...linear(2), style: 7 },
      { ...madeRun({ study: other, name: 'x' }), style: 1 },
    ]
    expect(linesOf(runs.map((run) => [run, [1]])).map(({ group }) => group)).toEqual([
      'Linear · Study',
      'Linear, seed 2',
      'Linear · Other',
    ])
  })

  test('smoothing keeps the values before it beside those after it', () => {
    const [line] = linesOf([[linear(1), [4, 0]]], { smoothing: { kind: 'ema', weight: 0.5 } })
    expect([...(line?.ys ?? [])]).toEqual([4, 4 / 3])
    expect([...(line?.raw ?? [])]).toEqual([4, 0])
  })

  test('the learning rate is never smoothed', () => {
    const smoothing = { kind: 'ema', weight: 0.9 } as const
    const [line] = linesOf([[linear(1), [4, 0]]], { smoothing }, { metric: 'learningRate' })
    expect(line?.raw).toBeNull()
    expect([...(line?.ys ?? [])]).toEqual([0.1, 0.1])
  })

  test('a run whose epochs are still being read is a line without points', () => {
    const comparison = { ...comparisonOf([[linear(1), [1]]]), sources: new Map<string, never>() }
    expect(comparisonLines(comparison)).toMatchObject([
      { missing: 'its epochs have not been read yet', points: 0 },
    ])
  })
})

describe('forks', () => {
  const parent = linear(1)
  const fork = {
    ...step(1),
    run: { ...step(1).run, forkedFrom: { runId: parent.run.id, epochs: 2 } },
  }
  const losses = [8, 4, 1, 1]

  test('leave their parent’s line where they were forked, smoothed as if they had all of it', () => {
    const look = { smoothing: { kind: 'ema', weight: 0.5 } } as const
    const [whole, own] = linesOf(
      [
        [parent, [8, 4, 3, 3]],
        [fork, losses],
      ],
      look,
    )
    expect([...(own?.xs ?? [])]).toEqual([2, 3, 4])
    expect(own?.ys[0]).toBe(whole?.ys[1])
    expect([...(own?.raw ?? [])]).toEqual([4, 1, 1])
  })

  test('have all of their line where their parent is not drawn', () => {
    expect([...(linesOf([[fork, losses]])[0]?.xs ?? [])]).toEqual([1, 2, 3, 4])
  })

  test('count once where they are summed up with their parent', () => {
    const runs = [[parent, [8, 4, 3]] as const, [fork, losses] as const]
    const [line] = linesOf(runs, { groupBy: 'seed' })
    expect([...(line?.n ?? [])]).toEqual([1, 1, 2, 1])
    expect([...(line?.ys ?? [])]).toEqual([8, 4, 2, 1])
  })
})

describe('groups', () => {
  const runs = [
    [linear(1), [3, 2, 1]],
    [linear(2), [5, 4]],
    [step(1), [7]],
  ] as const

  test('are lines with centre, band and how many count', () => {
    const [first, second] = linesOf(runs, { groupBy: 'trial', band: 'range' })
    expect(first).toMatchObject({ kind: 'group', name: 'Linear', group: 'Linear', style: 0 })
    expect(first?.runIds).toEqual(['study-linear-s1', 'study-linear-s2'])
    expect([...(first?.ys ?? [])]).toEqual([4, 3, 1])
    expect([...(first?.low ?? [])]).toEqual([3, 2, 1])
    expect([...(first?.high ?? [])]).toEqual([5, 4, 1])
    expect([...(first?.n ?? [])]).toEqual([2, 2, 1])
    expect(second).toMatchObject({ name: 'Step', style: 1 })
  })

  test('of runs in one look take looks that are free', () => {
    const bySeed = linesOf(runs, { groupBy: 'seed' })
    expect(bySeed.map(({ style }) => style)).toEqual([0, 1])
  })

  test('smooth each run before they sum up', () => {
    const look = { groupBy: 'trial', smoothing: { kind: 'ema', weight: 0.5 } } as const
    const [line] = linesOf(runs, look)
    expect(line?.ys[1]).toBeCloseTo((7 / 3 + 13 / 3) / 2, 12)
    expect([...(line?.raw ?? [])]).toEqual([4, 3, 1])
  })
})

describe('imports', () => {
  test('lie over runs and groups alike, under names of their own', () => {
    const imports = [importFrom('Linear', [{ epoch: 0, valLoss: 9 }]), importFrom('Linear', [])]
    const lines = linesOf([[linear(1), [1]]], { groupBy: 'trial' }, { imports })
    expect(lines.map(({ name, kind }) => [name, kind])).toEqual([
      ['Linear', 'group'],
      ['Linear (2)', 'import'],
      ['Linear (3)', 'import'],
    ])
    expect([...(lines[1]?.ys ?? [])]).toEqual([9])
    expect(lines[2]?.missing).toBe('it has no finished epoch yet')
    expect(new Set(lines.map(({ style }) => style)).size).toBe(3)
  })
})

describe('marks', () => {
  test('stand where values are not finite, beside the last number', () => {
    const [line] = linesOf([[linear(1), [2, NaN, 3]]])
    expect(line?.marks).toEqual([{ x: 2, y: 2, kind: 'notFinite' }])
  })

  test.each([
    ['epoch', 2.2],
    ['step', 550],
    ['examples', 35_200],
    ['seconds', 4],
    ['progress', 0.55],
  ] as const)('stand where a run diverged, on the axis of %s', (x, place) => {
    const run = madeRun({ run: { status: 'diverged', divergedAtStep: 549, totalEpochs: 4 } })
    const [line] = linesOf([[run, [2, 3]]], { x })
    expect(line?.marks).toHaveLength(1)
    expect(line?.marks[0]).toMatchObject({ kind: 'diverged', y: 3 })
    expect(line?.marks[0]?.x).toBeCloseTo(place, 12)
  })

  test('stand by themselves for a run that diverged in its first epoch', () => {
    const run = madeRun({ run: { status: 'diverged', divergedAtStep: 124 } })
    expect(linesOf([[run, []]])).toMatchObject([
      { missing: 'it diverged in its first epoch', marks: [{ x: 0.5, y: NaN, kind: 'diverged' }] },
    ])
  })
})

describe('many points', () => {
  const wave = Array.from({ length: 3_000 }, (_, at) => Math.sin(at * 1.7) + (at === 1_234 ? 9 : 0))

  test('are thinned after they are smoothed, and say how many they were', () => {
    const [line] = linesOf([[linear(1), wave]])
    expect(line?.points).toBe(3_000)
    expect(line?.xs.length).toBeLessThanOrEqual(2_002)
    expect(Math.max(...(line?.ys ?? []))).toBe(Math.max(...wave))
  })

  test('are thinned more where there are many lines', () => {
    const runs = Array.from({ length: 1_000 }, (_, seed) => [linear(seed), wave] as const)
    const total = linesOf(runs).reduce((sum, { xs }) => sum + xs.length, 0)
    expect(total).toBeLessThanOrEqual(204_000)
  })

  test('are all there in the part that is looked at', () => {
    const [line] = linesOf([[linear(1), wave]], { zoom: { from: 100, to: 900 } })
    expect(line?.xs.filter((x) => x >= 100 && x <= 900)).toHaveLength(801)
  })
})

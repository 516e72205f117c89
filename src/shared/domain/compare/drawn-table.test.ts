import { describe, expect, test } from 'vitest'
import { drawnTable } from './drawn-table'
import { importFrom, linesOf } from './testing-curves'
import { madeRun } from './testing-runs'

const axes = { metric: 'valLoss', x: 'epoch', zoom: null } as const
const runs = [
  [madeRun({ seed: 1 }), [4, 0]],
  [madeRun({ seed: 2 }), [2, NaN, 6]],
] as const

describe('a tidy table', () => {
  test('has a row for each point that is drawn', () => {
    const smoothing = { kind: 'ema', weight: 0.5 } as const
    expect(drawnTable(linesOf(runs, { smoothing }), 'tidy', axes)).toEqual({
      columns: ['line', 'group', 'metric', 'epoch', 'value', 'raw', 'low', 'high', 'n'],
      rows: [
        ['Linear, seed 1', 'Linear', 'valLoss', 1, 4, 4, null, null, null],
        ['Linear, seed 1', 'Linear', 'valLoss', 2, 4 / 3, 0, null, null, null],
        ['Linear, seed 2', 'Linear', 'valLoss', 1, 2, 2, null, null, null],
        ['Linear, seed 2', 'Linear', 'valLoss', 2, NaN, NaN, null, null, null],
        ['Linear, seed 2', 'Linear', 'valLoss', 3, 14 / 3, 6, null, null, null],
      ],
    })
  })

  test('has band and number of runs of groups', () => {
    const lines = linesOf(runs, { groupBy: 'trial', band: 'range' })
    expect(drawnTable(lines, 'tidy', axes).rows).toEqual([
      ['Linear', 'Linear', 'valLoss', 1, 3, null, 2, 4, 2],
      ['Linear', 'Linear', 'valLoss', 2, 0, null, 0, 0, 1],
      ['Linear', 'Linear', 'valLoss', 3, 6, null, 6, 6, 1],
    ])
  })

  test('has no point outside of what can be seen', () => {
    const zoom = { from: 1.5, to: 2 }
    const { rows } = drawnTable(linesOf(runs, { zoom }), 'tidy', { ...axes, zoom })
    expect(rows.map(([, , , x]) => x)).toEqual([2, 2])
  })
})

describe('a wide table', () => {
  test('has lines side by side, with empty cells where a line has no point', () => {
    expect(drawnTable(linesOf(runs), 'wide', axes)).toEqual({
      columns: ['epoch', 'Linear, seed 1', 'Linear, seed 2'],
      rows: [
        [1, 4, 2],
        [2, 0, NaN],
        [3, null, 6],
      ],
    })
  })

  test('has the band of a group beside it', () => {
    const lines = linesOf(runs, { groupBy: 'trial', band: 'range' })
    expect(drawnTable(lines, 'wide', { ...axes, x: 'step' })).toMatchObject({
      columns: ['step', 'Linear', 'Linear (low)', 'Linear (high)', 'Linear (n)'],
      rows: [
        [1, 3, 2, 4, 2],
        [2, 0, 0, 0, 1],
        [3, 6, 6, 6, 1],
      ],
    })
  })

  test('is sorted by its places', () => {
    const theirs = importFrom('theirs', [{ epoch: 0, valLoss: 1 }])
    const lines = linesOf([[madeRun(), [1, 2]]], {}, { imports: [theirs] })
    expect(drawnTable([...lines].reverse(), 'wide', axes).rows).toEqual([
      [1, 1, 1],
      [2, null, 2],
    ])
  })
})

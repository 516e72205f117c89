import { expect, test } from 'vitest'
import { comparedRuns } from '../../../shared/domain/compare/compared-runs'
import type { Shown } from '../../../shared/domain/compare/findings'
import { fakeHistory } from '../../test/fake-data'
import { viewOfFinding } from './finding-view'

const runs = comparedRuns([fakeHistory({ id: 'a' })])
const look = { metrics: ['valLoss', 'learningRate'] as const }
const shown = (more: Partial<Shown> = {}): Shown => ({
  metric: 'learningRate',
  x: 'epoch',
  runIds: ['a-linear-1'],
  epochs: { from: 9, to: 49 },
  ...more,
})

test('the runs of a finding are drawn alone, its metric first and large', () => {
  const view = viewOfFinding(shown(), runs, look)
  expect(view.hidden).toHaveLength(runs.length - 1)
  expect(view.hidden).not.toContain('a-linear-1')
  expect(view.look).toMatchObject({
    metrics: ['learningRate', 'valLoss'],
    enlarged: 'learningRate',
    zoom: { from: 10, to: 50 },
    groupBy: null,
  })
})

test('epochs become steps, and are all shown where there is nothing between them', () => {
  const steps = runs.find(({ run }) => run.id === 'a-linear-1')?.run.stepsPerEpoch ?? NaN
  expect(viewOfFinding(shown({ x: 'step' }), runs, look).look.zoom).toEqual({
    from: 10 * steps,
    to: 50 * steps,
  })
  expect(viewOfFinding(shown({ epochs: { from: 3, to: 3 } }), runs, look).look.zoom).toBeNull()
  expect(viewOfFinding(shown({ x: 'seconds' }), runs, look).look.zoom).toBeNull()
})

test('a finding about runs that are gone hides nobody', () => {
  expect(viewOfFinding(shown({ runIds: ['gone'] }), runs, look).hidden).toEqual([])
})

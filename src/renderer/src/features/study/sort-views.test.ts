import { expect, test } from 'vitest'
import { articleTemplate } from '../../../../shared/domain/article'
import { everyState, fakeHistory, fakeRows } from '../../../test/fake-data'
import { summarise } from '../../../../shared/domain/series'
import type { RunView } from '../../composables/use-run-views'
import { sortViews } from './sort-views'

const { runs } = fakeHistory({ id: 'a', state: everyState })
const views = articleTemplate.trials.map((trial, style): RunView => {
  const run = runs[style]!
  const rows = fakeRows(trial, 1, run.epochsDone)
  return {
    run,
    trial,
    style,
    name: trial.name,
    parentName: null,
    spark: [],
    rows,
    epochsDone: rows.length,
    fraction: 0,
    rate: null,
    summary: summarise(rows),
    secondsLeft: null,
  }
})

test('the best comes first, runs without a value last', () => {
  const losses = sortViews(views, 'valLoss').map(({ summary }) => summary?.finalValLoss)
  const known = losses.filter((loss) => loss !== undefined)
  expect(losses.slice(0, known.length)).toEqual([...known].sort((a, b) => a - b))
  const accuracies = sortViews(views, 'valAccuracy').map(({ summary }) => summary)
  expect(accuracies.slice(-2)).toEqual([null, null])
  expect(accuracies[0]?.finalValAccuracy).toBeGreaterThan(accuracies[1]?.finalValAccuracy ?? 1)
})

test('the order of the study is kept by default', () => {
  expect(sortViews(views, 'study')).toEqual(views)
})

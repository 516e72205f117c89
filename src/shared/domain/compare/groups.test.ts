import { expect, test } from 'vitest'
import { asStudyId } from '../ids'
import { groupRuns } from './groups'
import { articleTrial, madeRun, trialWith } from './testing-runs'

const labels = (runs: Parameters<typeof groupRuns>[0], field: string) =>
  groupRuns(runs, field).map(({ label, runs: own }) => [label, own.length])

const batch = (batchSize: number) => trialWith(`Batch ${batchSize}`, { batchSize })

test('numbers ascend, words come as the runs have them', () => {
  const runs = [128, 16, 64, 16].map((size, at) => madeRun({ trial: batch(size), seed: at }))
  expect(labels(runs, 'batchSize')).toEqual([
    ['16', 2],
    ['64', 1],
    ['128', 1],
  ])
  expect(labels(runs, 'trial')).toEqual([
    ['Batch 128', 1],
    ['Batch 16', 2],
    ['Batch 64', 1],
  ])
})

test('what has no value comes last', () => {
  const runs = ['linear', 'adam'].map((id) => madeRun({ trial: articleTrial(id) }))
  expect(labels(runs, 'optimizer.beta1')).toEqual([
    ['0.9', 1],
    ['–', 1],
  ])
})

test('trials of two studies stay apart, and so do their names', () => {
  const other = { id: asStudyId('other'), name: 'Other' }
  const groups = groupRuns([madeRun(), madeRun({ study: other }), madeRun({ seed: 2 })], 'trial')
  expect(groups.map(({ key, label, runs }) => [key, label, runs.length])).toEqual([
    ['study/linear', 'Linear · Study', 2],
    ['other/linear', 'Linear · Other', 1],
  ])
})

test('values that are shown alike keep different labels', () => {
  const rate = (initial: number) =>
    madeRun({ trial: trialWith('R', { schedule: { kind: 'cosine', initial } }) })
  expect(labels([rate(0.100001), rate(0.100002)], 'schedule.initial')).toEqual([
    ['0.1 · 0.100001', 1],
    ['0.1 · 0.100002', 1],
  ])
})

test('a run of two tags is in one group', () => {
  const tagged = (...tags: string[]) =>
    madeRun({ trial: { ...articleTrial('linear'), tags }, seed: tags.length })
  expect(labels([tagged('a', 'b'), tagged('a'), tagged()], 'tags')).toEqual([
    ['a, b', 1],
    ['a', 1],
    ['–', 1],
  ])
})

test('an unknown field makes one group', () => {
  expect(labels([madeRun(), madeRun({ seed: 2 })], 'colour of the sky')).toEqual([['All runs', 2]])
})

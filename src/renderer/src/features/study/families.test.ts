import { expect, test } from 'vitest'
import { asRunId } from '../../../../shared/domain/ids'
import type { RunView } from '../../composables/use-run-views'
import { inFamilies } from './families'

const view = (id: string, parent?: string) =>
  ({
    run: {
      id: asRunId(id),
      ...(parent && { forkedFrom: { runId: asRunId(parent), epochs: 1 } }),
    },
  }) as RunView

const told = (views: readonly RunView[]) =>
  inFamilies(views).map(({ view: { run }, depth }) => `${'-'.repeat(depth)}${run.id}`)

test('forks stand below their parents, in the order of the study', () => {
  const views = [view('a'), view('b'), view('c', 'a'), view('d', 'c'), view('e', 'a')]
  expect(told(views)).toEqual(['a', '-c', '--d', '-e', 'b'])
})

test('a fork whose parent is not shown begins a family', () => {
  expect(told([view('b'), view('c', 'gone'), view('d', 'c')])).toEqual(['b', 'c', '-d'])
})

test('runs that claim to come from each other are shown all the same', () => {
  expect(told([view('a', 'b'), view('b', 'a'), view('c')])).toEqual(['c', 'a', 'b'])
})

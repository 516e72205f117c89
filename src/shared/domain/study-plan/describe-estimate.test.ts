import { describe, expect, test } from 'vitest'
import { estimateSource, estimateText, runTimeText } from './describe-estimate'
import { finishSeconds, type EstimateSources, type StudyEstimate } from './estimate'

const none = { same: 0, alike: 0, measured: 0, unknown: 0 }
const of = (
  sources: Partial<EstimateSources>,
  more: Partial<StudyEstimate> = {},
): StudyEstimate => ({
  runs: 24,
  epochs: 480,
  atOnce: 2,
  seconds: 200,
  runSeconds: { least: 16, most: 62 },
  runsUsed: 4,
  ...more,
  sources: { ...none, ...sources },
})

describe('an estimate in words', () => {
  test('is about so long, for so many runs', () => {
    expect(estimateText(of({ same: 8 }))).toBe('About 3 min 20 s for 24 runs, 2 at a time')
    expect(estimateText(of({ same: 1 }, { runs: 1, atOnce: 1, seconds: 9 }))).toBe(
      'About 9 s for 1 run',
    )
    expect(estimateText(of({ unknown: 1 }, { seconds: null, atOnce: 1 }))).toBe(
      'Not known yet for 24 runs, one after the other',
    )
    expect(runTimeText(of({ same: 8 }))).toBe('16 s to 1 min 02 s')
    expect(runTimeText(of({ same: 8 }, { runSeconds: { least: 7.1, most: 7.3 } }))).toBe('7 s')
    expect(runTimeText(of({ unknown: 8 }, { runSeconds: null }))).toBeNull()
  })

  test.each<[Partial<EstimateSources>, string]>([
    [{ same: 2 }, 'from 4 finished runs trained the same way'],
    [{ alike: 2 }, 'from 4 finished runs of similar networks, by their work'],
    [{ same: 1, alike: 2 }, 'from 4 finished runs trained the same way or alike, by their work'],
    [{ measured: 2 }, "from this machine's measured speed, by the work of the network"],
    [
      { same: 1, unknown: 1 },
      'from 4 finished runs trained the same way; nothing is known of 1 trial: no such run has finished here, and this machine was not measured for it',
    ],
  ])('says where it is from: %j', (sources, told) => {
    expect(estimateSource(of(sources))).toBe(told)
  })
})

test('runs are begun in order, each in the first place that is free', () => {
  expect(finishSeconds([3, 1, 1, 1], 2)).toBe(3)
  expect(finishSeconds([1, 1, 3], 2)).toBe(4)
  expect(finishSeconds([1, 2, 3], 1)).toBe(6)
  expect(finishSeconds([], 4)).toBe(0)
})

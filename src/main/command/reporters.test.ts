import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RunRecord } from '../../shared/domain/run'
import { summarise } from '../../shared/domain/series'
import { sampleRow, sampleRun, sampleStudy } from '../store/testing/samples'
import { createBarReporter } from './report-bars'
import { createJsonReporter } from './report-json'
import { createLineReporter } from './report-lines'
import type { Reporter } from './reporter'
import { createReporter } from './reporters'

const study = { ...sampleStudy(), name: 'Study', trials: sampleStudy().trials.slice(0, 1) }
const [trial] = study.trials
const row = sampleRow(1)
const queued = sampleRun(study, 'run-1', { totalEpochs: 2 })
const running: RunRecord = { ...queued, status: 'running' }
const done: RunRecord = {
  ...queued,
  status: 'completed',
  epochsDone: 2,
  summary: summarise([sampleRow(0), row]),
  weightsSha256: 'ab',
}
const failed = sampleRun(study, 'run-2', { seed: 2, status: 'failed', outcome: 'It broke.' })
const stranger = sampleRun(study, 'run-9')

let out: string
let err: string
beforeEach(() => {
  out = err = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true))
})
afterEach(() => void vi.restoreAllMocks())

/** A study of two runs, one of which fails, as a lab tells it. */
function tell(reporter: Reporter, folder?: string): void {
  reporter.started({ study, runs: [queued, { ...failed, status: 'queued', outcome: null }] })
  reporter.changed([running])
  const advanced = (runId: RunRecord['id']) => ({ runId, row })
  const progress = { runId: queued.id, secondsLeft: 61.4 }
  reporter.advanced({
    epochs: [advanced(queued.id), advanced(stranger.id)],
    progress: [
      progress,
      { runId: stranger.id, secondsLeft: null },
      { ...progress, secondsLeft: null },
    ],
  } as unknown as Parameters<Reporter['advanced']>[0])
  reporter.interrupted()
  reporter.changed([done, failed, failed])
  reporter.ended({ study, runs: [done, failed] }, folder)
}

const seed1 = `${trial?.id ?? ''} (seed 1)`

describe('plain lines', () => {
  test('tell the study, each change and each epoch of its runs once', () => {
    tell(createLineReporter())
    const lines = out.split('\n')
    expect(lines.slice(0, 2)).toEqual(['Study: 1 trial, 2 runs (article-1)', `${seed1}: running`])
    expect(lines[2]).toMatch(/: epoch 2\/2 {2}loss 0\.2500 {2}accuracy .* rate .* 0\.30 s$/)
    expect(lines.slice(3, 6)).toEqual([
      'Stopping; finished epochs are kept.',
      `${seed1}: completed`,
      `${trial?.id ?? ''} (seed 2): failed. It broke.`,
    ])
    expect(out).not.toContain('Tables and pictures')
  })
  test('name the folder that was written', () => {
    tell(createLineReporter(), 'here')
    expect(out).toMatch(/Tables and pictures are in here\n$/)
  })
})

describe('lines of JSON', () => {
  test('tell epochs counted from 1, then the study; what is for people goes elsewhere', () => {
    tell(createJsonReporter())
    const [epoch, end, ...others] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object)
    expect(others).toEqual([])
    expect(epoch).toMatchObject({ event: 'epoch', trial: trial?.id, seed: 1, epoch: 2 })
    expect(end).toMatchObject({
      event: 'study',
      runs: [
        { status: 'completed', bestEpoch: 2, finalValLoss: row.valLoss, weightsSha256: 'ab' },
        { status: 'failed', bestEpoch: null, finalValLoss: null, weightsSha256: null },
      ],
    })
    expect(err).toBe('Stopping; finished epochs are kept.\n')
  })
})

describe('bars', () => {
  test('end with the table of all runs, and the folder where one was written', () => {
    tell(createBarReporter(), 'here')
    expect(out).toContain('completed')
    expect(out).toContain('failed')
    expect(out).toMatch(/Tables and pictures: here\n$/)
  })
})

test('a terminal gets bars, a pipe lines, a program JSON', () => {
  const asTerminal = (isTTY: boolean) => {
    const own = Object.getOwnPropertyDescriptor(process.stdout, 'isTTY')
    Object.defineProperty(process.stdout, 'isTTY', { value: isTTY, configurable: true })
    try {
      return createReporter(false)
    } finally {
      if (own) Object.defineProperty(process.stdout, 'isTTY', own)
      else Reflect.deleteProperty(process.stdout, 'isTTY')
    }
  }
  const history = { study, runs: [done] }
  asTerminal(false).started(history)
  expect(out).toContain('Study: 1 trial, 1 run (article-1)')
  out = ''
  asTerminal(true).started(history)
  expect(out).toBe('')
  createReporter(true).ended(history, undefined)
  expect(out).toMatch(/^\{"event":"study"/)
})

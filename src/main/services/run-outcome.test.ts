import { describe, expect, test } from 'vitest'
import { sampleRun, sampleStudy } from '../store/testing/samples'
import { describeEnd, describeVerdict, endedWaiting } from './run-outcome'

const run = sampleRun(sampleStudy(), 'run-1', { stepsPerEpoch: 10 })

describe('a trainer that ended without a last word', () => {
  test.each([
    ['exited', 1, null, 'interrupted', 'ended with exit code 1 without a last word.'],
    ['exited', null, 'SIGKILL', 'interrupted', 'was ended by signal SIGKILL.'],
    ['silent', null, null, 'interrupted', 'gave no sign of life and was ended.'],
    ['not-started', null, null, 'failed', 'could not be started.'],
  ] as const)('%s, %s, %s: %s, %s', (reason, code, signal, status, words) => {
    expect(describeEnd({ reason, code, signal } as never, 2)).toEqual({
      status,
      exit: { code, signal },
      outcome: `The trainer process ${words} The 2 finished epochs are kept.`,
    })
  })
})

describe('a trainer that said how it ended', () => {
  const final = { weightsSha256: 'ab', confusion: [1] }

  test('by hand keeps what is known of its weights, where it is known', () => {
    const stopped = { status: 'stopped', outcome: 'Stopped by hand. No epoch had finished.' }
    expect(describeVerdict({ kind: 'stopped' } as never, run, 0)).toEqual(stopped)
    expect(describeVerdict({ kind: 'stopped', final } as never, run, 0)).toEqual({
      ...stopped,
      ...final,
    })
  })

  test('by a loss that is no number, at the step and its epoch', () => {
    const verdict = { kind: 'diverged', step: 25, learningRate: 0.5 } as never
    expect(describeVerdict(verdict, run, 2).outcome).toBe(
      'Diverged: the loss was no longer a finite number at step 26 (epoch 3), ' +
        'learning rate 0.5. The 2 finished epochs are kept.',
    )
  })
})

test('a run that waited is told with what it had', () => {
  expect(endedWaiting('Stopped', 0)).toBe('Stopped before it started.')
  expect(endedWaiting('Stopped', 1)).toBe('Stopped before it went on. The finished epoch is kept.')
})

import { describe, expect, it } from 'vitest'
import { repetitionOf } from '../../shared/domain/bundle/deviation'
import { asRunId } from '../../shared/domain/ids'
import { madeRun } from '../../shared/domain/compare/testing-runs'
import type { EpochRow } from '../../shared/domain/series'
import { isSame, verdictAsJson, verdictAsText, type Outcome, type Verified } from './bundle-verdict'

const row = (epoch: number, loss: number): EpochRow => ({
  epoch,
  loss,
  accuracy: 0.5,
  valLoss: 0.5,
  valAccuracy: 0.5,
  learningRate: 0.1,
  seconds: 1,
})
const was = [row(0, 0.5), row(1, 0.25)]
const origin = {
  appVersion: '0.1.0',
  machine: {
    operatingSystem: 'Linux 6',
    processor: 'a processor',
    cores: 2,
    nodeVersion: '22.0.0',
    engine: 'TensorFlow 2.21.0, cpu',
  },
  data: { name: 'Fashion-MNIST', sha256: 'cd'.repeat(32) },
}

function verified(is: readonly EpochRow[], sameWeights: boolean | null = true): Verified {
  const { run } = madeRun({ rows: was, run: { engine: 'TensorFlow 2.21.0, 1 thread' } })
  const repeated = { ...run, id: asRunId('again'), epochsDone: is.length }
  return { original: run, repeated, repetition: repetitionOf(was, is), sameWeights }
}

const outcome = (each: Verified, cores = 2): Outcome => ({
  // Of which a verdict needs but these.
  bundle: { id: 'ab'.repeat(32), ...origin, studies: [], runs: [] },
  verified: [each],
  begun: {
    histories: [],
    pairs: [],
    left: [{ runId: asRunId('a-fork'), why: 'it is a fork' }],
    here: { ...origin, machine: { ...origin.machine, cores } },
  },
})

describe('the verdict on a bundle', () => {
  it('is that all is the same, when every bit is', () => {
    const same = outcome(verified(was))
    expect(verdictAsText(same)).toContain('Verified: every number of every epoch is the same')
    expect(verdictAsText(same)).toContain('Build, machine and data are those of the bundle.')
    expect(verdictAsText(same)).toContain('Not repeated: a-fork: it is a fork.')
    expect(verdictAsJson(same)).toMatchObject({ same: true, differsHere: [] })
  })

  it('names the largest deviation, its epoch, and what is another here', () => {
    const other = outcome(verified([row(0, 0.5), row(1, 0.125)], false), 8)
    expect(verdictAsText(other)).toContain('loss: 1.25e-1 at epoch 2')
    expect(verdictAsText(other)).toContain('Cores: 2 -> 8')
    expect(verdictAsJson(other)).toMatchObject({
      same: false,
      deviations: [{ metric: 'loss', largest: 0.125, epoch: 1 }, {}, {}, {}, {}],
      runs: [{ sameWeights: false, compared: 2 }],
      differsHere: [{ what: 'Cores', was: '2', is: '8' }],
    })
  })

  it.each([
    ['an epoch is missing', verified([row(0, 0.5)], null)],
    ['the weights are others', verified(was, false)],
  ])('is not the same when %s', (_, each) => expect(isSame(each)).toBe(false))
})

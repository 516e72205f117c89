import { expect, test } from 'vitest'
import { sampleRow } from '../store/testing/samples'
import { refuseOtherEpoch } from './retold-epoch'

const stored = sampleRow(1)
const same = { was: 'TensorFlow', is: 'TensorFlow' }
const refusal = (retold: object, engine: { was: string | null; is: string | null }) => () =>
  refuseOtherEpoch(stored, { ...stored, ...retold }, 2, engine)

test('an epoch that came out as it was, but for the clock, is taken', () => {
  expect(refusal({ seconds: 99, examplesPerSecond: 7 }, same)).not.toThrow()
})

test.each([
  [{ loss: 7 }, same, `loss was ${stored.loss}, now 7. The 2 finished`],
  [{ valLoss: undefined }, same, 'now missing. The 2 finished'],
  [{ loss: 7 }, { was: null, is: 'XLA' }, 'It was trained by an unknown engine, now by XLA.'],
  [{ loss: 7 }, { was: 'XLA', is: null }, 'It was trained by XLA, now by another.'],
])('an epoch with %j and the engines %j is refused', (retold, engine, words) => {
  expect(refusal(retold, engine)).toThrow(words)
})

import { expect, test } from 'vitest'
import type { TrainerMessage } from '../../shared/contract/trainer'
import { createProgressTeller } from './progress-teller'

test('tells the first progress at once, then four times a second', () => {
  const told: TrainerMessage[] = []
  const clock = { ms: 0 }
  const tellProgress = createProgressTeller(
    (message) => void told.push(message),
    () => clock.ms,
  )
  for (let step = 1; step <= 11; step++) {
    tellProgress({ step, loss: 1 / step, learningRate: 0.1 })
    clock.ms += 100
  }
  expect(told).toEqual(
    [1, 4, 7, 10].map((step) => ({ kind: 'progress', step, loss: 1 / step, learningRate: 0.1 })),
  )
})

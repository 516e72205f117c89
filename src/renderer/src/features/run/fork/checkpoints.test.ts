import { expect, test } from 'vitest'
import { articleTemplate } from '../../../../../shared/domain/article'
import { fakeRows } from '../../../../test/fake-data'
import { describeCheckpoints } from './checkpoints'

test('the last one comes first, and the best is marked', () => {
  const [trial] = articleTemplate.trials.filter(({ id }) => id === 'exponential')
  const rows = fakeRows(trial!, 1, 30).map((row) => ({
    ...row,
    valLoss: row.epoch === 9 ? 0.1 : 1,
  }))
  expect(describeCheckpoints([10, 29, 30], rows)).toEqual([
    { epochs: 30, remarks: ['last', 'validation loss 1.0000'] },
    { epochs: 29, remarks: ['validation loss 1.0000'] },
    { epochs: 10, remarks: ['best validation loss', 'validation loss 0.1000'] },
  ])
})

test('a checkpoint whose epochs are not read yet has less to tell', () => {
  expect(describeCheckpoints([3], [])).toEqual([{ epochs: 3, remarks: ['last'] }])
})

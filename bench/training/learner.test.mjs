import { expect, test } from 'vitest'
import { startLearner } from './learner.mjs'

/** A learner of a few lines, which reaches the accuracy it is told. */
const learner = (accuracy) => ({
  name: 'a learner',
  program: process.execPath,
  args: [
    '-e',
    `const { createInterface } = require('readline')
     const tell = (message) => console.log(JSON.stringify(message))
     console.log('what a library says is no message')
     tell({ ready: { learner: '1' } })
     createInterface({ input: process.stdin }).on('line', (line) => {
       const { epochs } = JSON.parse(line)
       for (let epoch = 1; epoch <= epochs; epoch++) tell({ seconds: epoch, valAccuracy: ${accuracy} })
       tell({ done: true })
     })`,
  ],
})

test('a learner tells its versions and the seconds of every epoch', async () => {
  const { versions, train, end } = await startLearner(learner(0.9))
  expect(versions).toEqual({ learner: '1' })
  expect(await train(3)).toEqual([1, 2, 3])
  expect(await train(1)).toEqual([1])
  await end()
})

test('one that does not learn is not timed', async () => {
  const { train, end } = await startLearner(learner(0.1))
  await expect(train(1)).rejects.toThrow('a learner does not learn: its validation accuracy is 0.1')
  await end()
})

test('one that breaks down says why', async () => {
  const broken = { ...learner(1), args: ['-e', "throw new Error('no such library')"] }
  await expect(startLearner(broken)).rejects.toThrow(/exit code 1: [^]*no such library/)
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRunFolders } from './run-folders'
import { temporaryFolder } from './testing/folder'
import { sampleOrigin, sampleRichSteps, sampleRow, sampleRun, sampleStudy } from './testing/samples'

const study = sampleStudy()
const run = sampleRun(study, 'run-1')

async function trained(epochs: number) {
  const dataDir = temporaryFolder()
  const folders = createRunFolders(dataDir)
  await folders.create(sampleOrigin(study, run))
  const append = (epoch: number) =>
    folders.appendEpoch(run.id, sampleRow(epoch), sampleRichSteps(epoch))
  for (let epoch = 0; epoch < epochs; epoch++) await append(epoch)
  return { dataDir, folders, append, steps: join(dataDir, 'runs/run-1/series.steps') }
}

/** The same by hand, over the steps that were recorded. */
function expectedSums(epochs: number): number[] {
  let sum = 0
  return Array.from({ length: epochs }, (_, epoch) => {
    for (const rate of sampleRichSteps(epoch).learningRate) sum += rate
    return sum
  })
}

it('are the applied rates of all steps up to the end of each epoch', async () => {
  const { folders } = await trained(3)
  expect([...(await folders.readRateSums(run.id, 3))]).toEqual(expectedSums(3))
  expect([...(await folders.readRateSums(run.id, 2))]).toEqual(expectedSums(2))
  expect([...(await folders.readRateSums(run.id, 0))]).toEqual([])
})

it('go on from where they were read, whoever appended since', async () => {
  const { dataDir, folders, append } = await trained(2)
  const other = createRunFolders(dataDir)
  await other.readRateSums(run.id, 2)
  await append(2)
  await folders.appendSteps(run.id, sampleRichSteps(3, 1))
  expect([...(await other.readRateSums(run.id, 3))]).toEqual(expectedSums(3))
})

it('read no byte twice', async () => {
  const { folders, steps } = await trained(2)
  await folders.readRateSums(run.id, 2)
  writeFileSync(steps, '')
  expect([...(await folders.readRateSums(run.id, 2))]).toEqual(expectedSums(2))
})

it('are NaN from the first epoch on whose steps are damaged', async () => {
  const { folders, steps } = await trained(3)
  const bytes = readFileSync(steps)
  const inSecond = Math.floor(bytes.length / 2)
  bytes.writeUInt8(bytes.readUInt8(inSecond) ^ 1, inSecond)
  writeFileSync(steps, bytes)
  const sums = [...(await folders.readRateSums(run.id, 3))]
  expect(sums).toEqual([...expectedSums(1), NaN, NaN])
})

it('of a run without steps are NaN', async () => {
  const { folders } = await trained(0)
  expect([...(await folders.readRateSums(run.id, 1))]).toEqual([NaN])
})

import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { asRunId } from '../../shared/domain/ids'
import { createRunFolders } from './run-folders'
import { crc32 } from './crc32'
import { temporaryFolder } from './testing/folder'
import {
  sampleOrigin,
  sampleRichSteps,
  sampleRow,
  sampleRun,
  sampleSteps,
  sampleStudy,
} from './testing/samples'

const runId = asRunId('run-1')
const study = sampleStudy()
const origin = sampleOrigin(study, sampleRun(study, 'run-1'))

async function emptyRun() {
  const dataDir = temporaryFolder()
  const folders = createRunFolders(dataDir)
  await folders.create(origin)
  return { folders, dataDir, file: join(dataDir, 'runs/run-1/series.steps') }
}

/** A block as the first version of Cooldown wrote it: header, rates, losses, checksum. */
function oldBlock(epoch: number): Buffer {
  const { loss, learningRate } = sampleSteps(epoch)
  const count = loss.length
  const block = Buffer.alloc(16 + count * 12 + 4)
  block.write('CCTS', 0, 'latin1')
  block.writeUInt16LE(1, 4)
  block.writeUInt32LE(epoch, 8)
  block.writeUInt32LE(count, 12)
  learningRate.forEach((rate, step) => block.writeDoubleLE(rate, 16 + step * 8))
  loss.forEach((value, step) => block.writeFloatLE(value, 16 + count * 8 + step * 4))
  block.writeUInt32LE(crc32(block.subarray(0, -4)), block.length - 4)
  return block
}

test('momentum and norms come back bit for bit, after a restart too', async () => {
  const { folders, dataDir } = await emptyRun()
  const epochs = [0, 1].map((epoch) => sampleRichSteps(epoch))
  for (const [epoch, steps] of epochs.entries()) {
    await folders.appendEpoch(runId, sampleRow(epoch), steps)
  }
  const { loss, learningRate, momentum, norms } = await createRunFolders(dataDir).readSteps(runId)
  expect([...loss]).toEqual(epochs.flatMap((steps) => steps.loss))
  expect([...learningRate]).toEqual(epochs.flatMap((steps) => steps.learningRate))
  expect(momentum).toEqual(Float64Array.from(epochs.flatMap((steps) => steps.momentum ?? [])))
  for (const name of ['gradient', 'weights', 'updateRatio'] as const) {
    const expected = epochs.flatMap((steps) => steps.norms?.[name] ?? [])
    expect(norms?.[name]).toEqual(Float32Array.from(expected))
  }
})

test('what no step has is null, what some lack is NaN there', async () => {
  const { folders } = await emptyRun()
  await folders.appendEpoch(runId, sampleRow(0), sampleSteps(0, 2))
  expect(await folders.readSteps(runId)).toMatchObject({ momentum: null, norms: null })
  const { momentum } = sampleRichSteps(1, 2)
  await folders.appendEpoch(runId, sampleRow(1), { ...sampleSteps(1, 2), momentum })
  const series = await folders.readSteps(runId)
  expect([...(series.momentum ?? [])]).toEqual([NaN, NaN, ...(momentum ?? [])])
  expect(series.norms).toBeNull()
})

test('columns of another length than the losses are refused by name', async () => {
  const { folders } = await emptyRun()
  const steps = { ...sampleRichSteps(0), momentum: [0.9] }
  await expect(folders.appendEpoch(runId, sampleRow(0), steps)).rejects.toMatchObject({
    code: 'bad-input',
    message: 'Epoch 1 has 3 losses but another number of: momentum.',
  })
  expect(await folders.readEpochs(runId)).toEqual([])
})

test('blocks of the first version are read, and gone on from', async () => {
  const { folders, dataDir, file } = await emptyRun()
  for (const epoch of [0, 1]) {
    await folders.appendEpoch(runId, sampleRow(epoch), sampleSteps(epoch))
  }
  writeFileSync(file, Buffer.concat([oldBlock(0), oldBlock(1)]))
  const later = createRunFolders(dataDir)
  const old = await later.readSteps(runId)
  expect([...old.loss]).toEqual([...sampleSteps(0).loss, ...sampleSteps(1).loss])
  expect(old.momentum).toBeNull()
  await later.appendEpoch(runId, sampleRow(2), sampleRichSteps(2))
  const { learningRate, momentum } = await later.readSteps(runId)
  expect([...learningRate]).toEqual([0, 1, 2].flatMap((epoch) => sampleSteps(epoch).learningRate))
  expect([...(momentum ?? [])].map(Number.isNaN)).toEqual([
    ...Array.from({ length: 6 }, () => true),
    false,
    false,
    false,
  ])
})

test('a block that is cut, or has a flipped bit, is not read, wherever it is', async () => {
  const { folders, file } = await emptyRun()
  await folders.appendEpoch(runId, sampleRow(0), sampleSteps(0))
  const firstBytes = statSync(file).size
  await folders.appendEpoch(runId, sampleRow(1), sampleRichSteps(1))
  const whole = readFileSync(file)
  const stepsLeft = async (damaged: Uint8Array) => {
    writeFileSync(file, damaged)
    const { loss, momentum } = await folders.readSteps(runId)
    expect(momentum).toBeNull()
    return [...loss]
  }
  for (let length = firstBytes; length < whole.length; length++) {
    expect(await stepsLeft(whole.subarray(0, length))).toEqual(sampleSteps(0).loss)
  }
  for (let byte = firstBytes; byte < whole.length; byte++) {
    const damaged = Buffer.from(whole)
    damaged[byte] = (damaged[byte] ?? 0) ^ (1 << (byte % 8))
    expect(await stepsLeft(damaged)).toEqual(sampleSteps(0).loss)
  }
})

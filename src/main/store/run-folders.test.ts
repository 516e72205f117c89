import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asRunId, type RunId } from '../../shared/domain/ids'
import { createRunFolders, type DiskRunFolders } from './run-folders'
import { faultyDisk } from './testing/faulty-disk'
import { temporaryFolder } from './testing/folder'
import { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy } from './testing/samples'

const study = sampleStudy()
const runId = asRunId('run-1')
const origin = sampleOrigin(study, sampleRun(study, 'run-1'))

async function filled(folders: DiskRunFolders, epochs: number): Promise<void> {
  await folders.create(origin)
  for (let epoch = 0; epoch < epochs; epoch++) {
    await folders.appendEpoch(runId, sampleRow(epoch), sampleSteps(epoch))
  }
}

const rows = (epochs: number) => Array.from({ length: epochs }, (_, epoch) => sampleRow(epoch))

async function stepsOf(folders: DiskRunFolders, id: RunId = runId) {
  const { loss, learningRate } = await folders.readSteps(id)
  return { loss: [...loss], learningRate: [...learningRate] }
}

const steps = (epochs: number) => ({
  loss: rows(epochs).flatMap(({ epoch }) => sampleSteps(epoch).loss),
  learningRate: rows(epochs).flatMap(({ epoch }) => sampleSteps(epoch).learningRate),
})

describe('a run folder', () => {
  it('gives back every bit that was appended, to a later process too', async () => {
    const dataDir = temporaryFolder()
    await filled(createRunFolders(dataDir), 4)
    const later = createRunFolders(dataDir)
    expect(await later.readEpochs(runId)).toEqual(rows(4))
    expect(await stepsOf(later)).toEqual(steps(4))
    await later.appendEpoch(runId, sampleRow(4), sampleSteps(4))
    expect(await later.readEpochs(runId)).toEqual(rows(5))
    expect(await stepsOf(later)).toEqual(steps(5))
  })

  it('belongs to its owner alone', async () => {
    const dataDir = temporaryFolder()
    await filled(createRunFolders(dataDir), 1)
    const folder = join(dataDir, 'runs', 'run-1')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'checkpoints')).mode & 0o777).toBe(0o700)
    for (const name of readdirSync(folder).filter((each) => each !== 'checkpoints')) {
      expect(statSync(join(folder, name)).mode & 0o777, name).toBe(0o600)
    }
  })

  it('keeps what the run was made from, and refuses a second run of the same id', async () => {
    const folders = createRunFolders(temporaryFolder())
    await folders.create(origin)
    const { trials, ...others } = study
    expect(await folders.readOrigin(runId)).toEqual({
      run: origin.run,
      trial: origin.trial,
      study: { ...others, trialIds: trials.map(({ id }) => id) },
    })
    await expect(folders.create(origin)).rejects.toMatchObject({ code: 'storage-failed' })
  })

  it('notices any changed byte of the recipe', async () => {
    const dataDir = temporaryFolder()
    const folders = createRunFolders(dataDir)
    await folders.create(origin)
    const path = join(dataDir, 'runs/run-1/recipe.json')
    const sound = readFileSync(path, 'utf8')
    writeFileSync(path, sound.replace('"batchSize": 64', '"batchSize": 65'))
    expect(await folders.readOrigin(runId)).toEqual({ problem: 'its checksum does not match' })
  })

  it('refuses epochs out of order and values that are no numbers', async () => {
    const folders = createRunFolders(temporaryFolder())
    await filled(folders, 2)
    for (const epoch of [0, 1, 3]) {
      await expect(
        folders.appendEpoch(runId, sampleRow(epoch), sampleSteps(epoch)),
      ).rejects.toMatchObject({ code: 'wrong-state', message: /3 is next/ })
    }
    const bad = { ...sampleRow(2), valLoss: NaN }
    await expect(folders.appendEpoch(runId, bad, sampleSteps(2))).rejects.toMatchObject({
      code: 'bad-input',
      message: /Epoch 3 .*valLoss/,
    })
    expect(await folders.readEpochs(runId)).toEqual(rows(2))
  })

  it('handles appends of one run in the order they were asked for', async () => {
    const folders = createRunFolders(temporaryFolder())
    await folders.create(origin)
    await Promise.all(
      rows(20).map((row) => folders.appendEpoch(runId, row, sampleSteps(row.epoch))),
    )
    expect(await folders.readEpochs(runId)).toEqual(rows(20))
  })

  it('returns the steps before a divergence, and drops them for an epoch appended later', async () => {
    const folders = createRunFolders(temporaryFolder())
    await filled(folders, 1)
    await folders.appendSteps(runId, sampleSteps(1, 2))
    expect((await folders.readSteps(runId)).loss).toHaveLength(5)
    await folders.appendEpoch(runId, sampleRow(1), sampleSteps(1))
    expect(await stepsOf(folders)).toEqual(steps(2))
  })

  it('knows nothing of a run without a folder, and refuses ids that are paths', async () => {
    const folders = createRunFolders(temporaryFolder())
    expect(await folders.readEpochs(runId)).toEqual([])
    expect(await folders.readLog(runId)).toEqual([])
    await expect(folders.appendEpoch(runId, sampleRow(0), sampleSteps(0))).rejects.toMatchObject({
      code: 'storage-failed',
    })
    for (const bad of ['../x', 'a/b', '', '.', 'x\0y']) {
      await expect(folders.readEpochs(asRunId(bad))).rejects.toMatchObject({ code: 'bad-input' })
      await expect(folders.remove(asRunId(bad))).rejects.toMatchObject({ code: 'bad-input' })
    }
  })

  it('logs stamped lines and keeps the lines of a longer text apart', async () => {
    const now = () => new Date('2026-11-24T10:00:00.000Z')
    const folders = createRunFolders(temporaryFolder(), { now })
    await folders.create(origin)
    await folders.appendLog(runId, 'starting')
    await folders.appendLog(runId, 'fault\n  at a\r\n  at b\n')
    expect(await folders.readLog(runId)).toEqual([
      '2026-11-24T10:00:00.000Z starting',
      '2026-11-24T10:00:00.000Z fault',
      '      at a',
      '      at b',
    ])
  })

  it('logs on after a line that a failing disk cut short, and does not tell that one', async () => {
    const dataDir = temporaryFolder()
    const now = () => new Date('2026-11-24T10:00:00.000Z')
    const folders = createRunFolders(dataDir, { now })
    await folders.create(origin)
    await folders.appendLog(runId, 'starting')
    appendFileSync(join(dataDir, 'runs/run-1/log.txt'), '2026-11-24T10:00:00.000Z hal')
    expect(await folders.readLog(runId)).toEqual(['2026-11-24T10:00:00.000Z starting'])
    await folders.appendLog(runId, 'going on')
    expect(await folders.readLog(runId)).toEqual([
      '2026-11-24T10:00:00.000Z starting',
      '2026-11-24T10:00:00.000Z going on',
    ])
  })

  it('goes whole, also when a former removal or creation broke off', async () => {
    const dataDir = temporaryFolder()
    const folders = createRunFolders(dataDir)
    await filled(folders, 2)
    await mkdir(join(dataDir, 'runs/run-2.new/half'), { recursive: true })
    await mkdir(join(dataDir, 'runs/run-3.removed/checkpoints'), { recursive: true })
    expect(await folders.list()).toEqual([runId])
    await folders.remove(runId)
    await folders.remove(runId)
    await folders.sweep()
    expect(readdirSync(join(dataDir, 'runs'))).toEqual([])
  })
})

describe('a damaged series', () => {
  const files = (dataDir: string) => ({
    epochs: join(dataDir, 'runs/run-1/series.epochs'),
    steps: join(dataDir, 'runs/run-1/series.steps'),
  })

  it('loses only a last epoch that was cut, at whatever byte', async () => {
    const dataDir = temporaryFolder()
    await filled(createRunFolders(dataDir), 3)
    const { epochs, steps: stepsFile } = files(dataDir)
    const wholeRows = readFileSync(epochs)
    const wholeSteps = readFileSync(stepsFile)
    const lastLine = wholeRows.lastIndexOf(10, wholeRows.length - 2) + 1
    for (let length = lastLine; length < wholeRows.length; length++) {
      writeFileSync(epochs, wholeRows.subarray(0, length))
      writeFileSync(stepsFile, wholeSteps)
      const folders = createRunFolders(dataDir)
      expect(await folders.readEpochs(runId)).toEqual(rows(2))
      await folders.appendEpoch(runId, sampleRow(2), sampleSteps(2))
      expect(await folders.readEpochs(runId)).toEqual(rows(3))
      expect(await stepsOf(folders)).toEqual(steps(3))
      if (length > lastLine) {
        expect(readFileSync(`${epochs}.torn-1`)).toEqual(wholeRows.subarray(lastLine, length))
        rmSync(`${epochs}.torn-1`)
      }
      rmSync(`${stepsFile}.torn-1`)
    }
  })

  it('loses only a last block of steps that was cut, at whatever byte', async () => {
    const dataDir = temporaryFolder()
    await filled(createRunFolders(dataDir), 2)
    const { steps: stepsFile } = files(dataDir)
    const whole = readFileSync(stepsFile)
    for (let length = whole.length / 2; length < whole.length; length++) {
      writeFileSync(stepsFile, whole.subarray(0, length))
      expect(await stepsOf(createRunFolders(dataDir))).toEqual(steps(1))
    }
  })

  it('returns what stands before a flipped bit, wherever it is', async () => {
    const dataDir = temporaryFolder()
    await filled(createRunFolders(dataDir), 3)
    const folders = createRunFolders(dataDir)
    const { epochs, steps: stepsFile } = files(dataDir)
    for (const path of [epochs, stepsFile]) {
      const whole = readFileSync(path)
      for (let byte = 0; byte < whole.length; byte++) {
        const damaged = Buffer.from(whole)
        damaged[byte] = (damaged[byte] ?? 0) ^ (1 << (byte % 8))
        writeFileSync(path, damaged)
        const found = await folders.readEpochs(runId)
        const { loss } = await stepsOf(folders)
        expect(found).toEqual(rows(found.length))
        expect(loss).toEqual(steps(3).loss.slice(0, loss.length))
        expect(path === epochs ? found.length : loss.length / 3).toBeLessThan(3)
      }
      writeFileSync(path, whole)
    }
  })

  it('refuses to write into a file that something else changed', async () => {
    const dataDir = temporaryFolder()
    const folders = createRunFolders(dataDir)
    await filled(folders, 1)
    appendFileSync(files(dataDir).steps, 'x')
    await expect(folders.appendEpoch(runId, sampleRow(1), sampleSteps(1))).rejects.toMatchObject({
      code: 'storage-failed',
      message: /something else changed it/,
    })
    await folders.appendEpoch(runId, sampleRow(1), sampleSteps(1))
    expect(await stepsOf(folders)).toEqual(steps(2))
  })
})

describe('a failing disk', () => {
  const codes = ['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EMFILE']

  it.each(codes)('%s at any call of an append: told, nothing lost, nothing twice', async (code) => {
    const faults = faultyDisk()
    await filled(createRunFolders(temporaryFolder(), { disk: faults.disk }), 1)
    const before = faults.calls()
    await filled(createRunFolders(temporaryFolder(), { disk: faults.disk }), 2)
    const callsOfTwo = faults.calls() - before
    for (let call = 1; call <= callsOfTwo; call++) {
      const dataDir = temporaryFolder()
      const folders = createRunFolders(dataDir, { disk: faults.disk })
      faults.failAt(call, code)
      const told: unknown[] = []
      for (const act of [
        () => folders.create(origin),
        () => folders.appendEpoch(runId, sampleRow(0), sampleSteps(0)),
        () => folders.appendEpoch(runId, sampleRow(1), sampleSteps(1)),
      ]) {
        // A second try stands for the disk being well again.
        await act().catch(async (error: unknown) => {
          told.push(error)
          await act()
        })
      }
      expect(told.length).toBeLessThanOrEqual(1)
      for (const error of told) expect(error).toMatchObject({ code: 'storage-failed' })
      expect(await createRunFolders(dataDir).readEpochs(runId)).toEqual(rows(2))
      expect(await stepsOf(createRunFolders(dataDir))).toEqual(steps(2))
      expect(readdirSync(join(dataDir, 'runs'))).toEqual(['run-1'])
    }
  })
})

import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asRunId, asTrialId } from '../../shared/domain/ids'
import { createHistoryStore } from './history-store'
import { openConf } from './open-conf'
import { createRunFolders } from './run-folders'
import { faultyDisk } from './testing/faulty-disk'
import { temporaryFolder } from './testing/folder'
import { sampleOrigin, sampleRow, sampleRun, sampleSteps, sampleStudy } from './testing/samples'

const study = sampleStudy()
const parentId = asRunId('run-1')
const forkId = asRunId('run-2')
const parentOrigin = sampleOrigin(study, sampleRun(study, 'run-1'))
const file = '000002.ckpt'
const prefix = { runId: parentId, checkpoint: { epochs: 2, step: 0, file } }

const forkOrigin = () => {
  const trial = { ...parentOrigin.trial, id: asTrialId('fork'), name: 'Fork' }
  const forkedFrom = { runId: parentId, epochs: 2 }
  const run = sampleRun(study, 'run-2', { trialId: trial.id, epochsDone: 2, forkedFrom })
  return { run, trial, study: { ...study, trials: [...study.trials, trial] } }
}

/** A run of four epochs that kept a checkpoint after the second. */
async function parent(dataDir: string): Promise<void> {
  const folders = createRunFolders(dataDir)
  await folders.create(parentOrigin)
  for (const epoch of [0, 1, 2, 3]) {
    await folders.appendEpoch(parentId, sampleRow(epoch), sampleSteps(epoch))
  }
  writeFileSync(join(await folders.checkpointFolder(parentId), file), 'weights')
}

describe('the checkpoints of a run', () => {
  it('are told by their names, oldest first; other files are not theirs', async () => {
    const dataDir = temporaryFolder()
    const folders = createRunFolders(dataDir)
    await folders.create(parentOrigin)
    const folder = await folders.checkpointFolder(parentId)
    expect(folder).toBe(join(dataDir, 'runs/run-1/checkpoints'))
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    const names = ['000012-00100.ckpt', '000003.ckpt', '000012.ckpt', '000004.ckpt.tmp', 'x.ckpt']
    for (const name of names) writeFileSync(join(folder, name), '')
    expect(await folders.listCheckpoints(parentId)).toEqual([
      { epochs: 3, step: 0, file: '000003.ckpt' },
      { epochs: 12, step: 0, file: '000012.ckpt' },
      { epochs: 12, step: 100, file: '000012-00100.ckpt' },
    ])
    await folders.remove(parentId)
    expect(readdirSync(join(dataDir, 'runs'))).toEqual([])
  })

  it('have a folder in runs of before there were any, and none without a run', async () => {
    const dataDir = temporaryFolder()
    const folders = createRunFolders(dataDir)
    await folders.create(parentOrigin)
    rmSync(join(dataDir, 'runs/run-1/checkpoints'), { recursive: true })
    expect(await folders.listCheckpoints(parentId)).toEqual([])
    expect(readdirSync(await folders.checkpointFolder(parentId))).toEqual([])
    await expect(folders.checkpointFolder(forkId)).rejects.toMatchObject({ code: 'storage-failed' })
    expect(await folders.listCheckpoints(forkId)).toEqual([])
  })
})

describe('the folder of a fork', () => {
  it('has the first epochs and the checkpoint of its parent, which keeps its own', async () => {
    const dataDir = temporaryFolder()
    await parent(dataDir)
    const folders = createRunFolders(dataDir)
    await folders.create(forkOrigin(), prefix)
    expect(await folders.readEpochs(forkId)).toEqual([sampleRow(0), sampleRow(1)])
    expect((await folders.readSteps(forkId)).loss).toHaveLength(6)
    expect(await folders.listCheckpoints(forkId)).toEqual([prefix.checkpoint])
    const copy = join(dataDir, 'runs/run-2/checkpoints', file)
    expect(readFileSync(copy, 'utf8')).toBe('weights')
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    const row = { ...sampleRow(2), loss: 0.5 }
    await folders.appendEpoch(forkId, row, sampleSteps(2))
    expect(await folders.readEpochs(forkId)).toEqual([sampleRow(0), sampleRow(1), row])
    expect(await folders.readEpochs(parentId)).toHaveLength(4)
  })

  it('is not made where epochs or the checkpoint are missing', async () => {
    const dataDir = temporaryFolder()
    await parent(dataDir)
    const folders = createRunFolders(dataDir)
    const late = { ...prefix, checkpoint: { ...prefix.checkpoint, epochs: 5 } }
    await expect(folders.create(forkOrigin(), late)).rejects.toThrow('Only 4 of the first 5 epochs')
    const gone = { ...prefix, checkpoint: { ...prefix.checkpoint, file: '000001.ckpt' } }
    await expect(folders.create(forkOrigin(), gone)).rejects.toMatchObject({
      code: 'not-found',
      message: 'The checkpoint after epoch 2 of the run "run-1" is no longer kept.',
    })
    expect(readdirSync(join(dataDir, 'runs'))).toEqual(['run-1'])
  })

  it('is whole or not there, whichever call of the disk fails', async () => {
    const faults = faultyDisk()
    for (let call = 1, failed = true; failed; call++) {
      const dataDir = temporaryFolder()
      await parent(dataDir)
      faults.failAt(call, 'ENOSPC')
      const folders = createRunFolders(dataDir, { disk: faults.disk })
      failed = await folders.create(forkOrigin(), prefix).then(
        () => false,
        () => true,
      )
      const made = readdirSync(join(dataDir, 'runs'))
      expect(made.filter((name) => !name.endsWith('.new'))).toEqual(
        failed ? ['run-1'] : ['run-1', 'run-2'],
      )
      if (!failed) expect(call).toBeGreaterThan(10)
    }
  })

  it('whose record was never stored comes back with its trial', async () => {
    const dataDir = temporaryFolder()
    const folders = createRunFolders(dataDir)
    const store = createHistoryStore({ dataDir, openStore: openConf, folders })
    await store.load()
    await store.saveStudy(study)
    await parent(dataDir)
    await store.saveRuns([parentOrigin.run])
    await folders.create(forkOrigin(), prefix)
    const reopen = () => createHistoryStore({ dataDir, openStore: openConf, folders }).load()
    const [found] = await reopen()
    expect(found?.study.trials.map(({ id }) => id)).toEqual([
      ...study.trials.map(({ id }) => id),
      'fork',
    ])
    expect(found?.runs.at(-1)).toMatchObject({
      id: forkId,
      status: 'interrupted',
      epochsDone: 2,
      forkedFrom: { runId: parentId, epochs: 2 },
    })
    rmSync(join(dataDir, 'studies'), { recursive: true })
    mkdirSync(join(dataDir, 'studies'))
    const [rebuilt] = await reopen()
    expect(rebuilt?.study.trials.map(({ id }) => id)).toEqual([study.trials[0]?.id, 'fork'])
  })
})

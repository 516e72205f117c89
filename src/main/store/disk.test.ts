import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { prepareDataDir } from './default-data-dir'
import { makeFolder, nodeDisk, type Disk } from './disk'
import { createImportStore } from './import-store'
import { createRunFolders } from './run-folders'
import { nodeSyncDisk, type SyncDisk } from './sync-disk'
import { temporaryFolder } from './testing/folder'
import { sampleOrigin, sampleRun, sampleStudy } from './testing/samples'

/** Disks that tell which folders were opened to be synced. */
function tellingDisks() {
  const opened: string[] = []
  const disk: Disk = {
    ...nodeDisk,
    open: (path, flags, mode) => {
      if (flags === 'r') opened.push(String(path))
      return nodeDisk.open(path, flags, mode)
    },
  }
  const syncDisk: SyncDisk = {
    ...nodeSyncDisk,
    openSync: (path, flags, mode) => {
      if (flags === 'r') opened.push(String(path))
      return nodeSyncDisk.openSync(path, flags, mode)
    },
  }
  return { disk, syncDisk, opened }
}

it('makes each new folder known to the disk, the outermost first', async () => {
  const { disk, opened } = tellingDisks()
  const root = temporaryFolder()
  await makeFolder(disk, join(root, 'a/b/c'))
  expect(opened).toEqual([root, join(root, 'a'), join(root, 'a/b')])
  expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o700)
  await makeFolder(disk, join(root, 'a/b/c'))
  expect(opened).toHaveLength(4)
})

it('prepares a data folder below folders that are not there yet', async () => {
  const dataDir = join(temporaryFolder(), 'home/Cooldown')
  await prepareDataDir(dataDir)
  expect(statSync(dataDir).isDirectory()).toBe(true)
  expect(statSync(dirname(dataDir)).mode & 0o777).toBe(0o700)
})

it('makes the folder of the first import known to the disk', async () => {
  const { syncDisk, opened } = tellingDisks()
  const dataDir = temporaryFolder()
  const store = createImportStore({ dataDir, disk: syncDisk })
  const about = { name: 'a', source: 'a.csv', importedAt: '2026-11-24T10:00:00.000Z', tags: [] }
  await store.save({ id: 'a', ...about, rows: [{ epoch: 0, loss: 1 }] })
  expect(opened).toContain(dataDir)
})

it('makes a removal known to the disk before anything of the run is deleted', async () => {
  const { disk, opened } = tellingDisks()
  const dataDir = temporaryFolder()
  const folders = createRunFolders(dataDir, { disk })
  const study = sampleStudy()
  const run = sampleRun(study, 'run-1')
  await folders.create(sampleOrigin(study, run))
  opened.length = 0
  await folders.remove(run.id)
  expect(opened).toEqual([join(dataDir, 'runs')])
})

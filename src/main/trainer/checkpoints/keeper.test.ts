import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { TrainerMessage } from '../../../shared/contract/trainer'
import { EpochTally } from '../epoch-tally'
import { watchOf } from '../standing'
import { sampleCheckpoint, sealed } from '../testing/sample-checkpoint'
import { smallRecipe } from '../testing/small-recipe'
import type { Checkpoint } from './checkpoint'
import { decodeCheckpoint, encodeCheckpoint } from './file-format'
import { findCheckpoints } from './find'
import { FolderKeeper } from './keeper'

const recipe = smallRecipe()
const { metric } = watchOf(recipe)
const noSteps = new EpochTally(16, { imagesPerEpoch: 40 })

/** A folder of its own under a folder of its own. */
function setUp(everyEpochs = 1) {
  const base = mkdtempSync(join(tmpdir(), 'cooldown-keeper-'))
  onTestFinished(() => rmSync(base, { recursive: true }))
  const folder = join(base, 'checkpoints')
  const told: TrainerMessage[] = []
  let checkpoint: Checkpoint = sampleCheckpoint()
  const keeperFrom = (epochsDone: number) => {
    const keeper = new FolderKeeper({
      ...{ folder, everyEpochs, recipe },
      session: { state: () => checkpoint.state },
      findings: findCheckpoints(folder, epochsDone, metric),
      tell: (message) => told.push(message),
    })
    onTestFinished(() => keeper.close())
    return keeper
  }
  const keeper = keeperFrom(0)
  return {
    ...{ folder, told, keeper, keeperFrom },
    names: () => readdirSync(folder).sort(),
    read: (name: string) => decodeCheckpoint(readFileSync(join(folder, name))),
    put: (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes),
    /** Ends an epoch with this validation loss, and lets it be written. */
    end: async (epochs: number, value = 1, by = keeper) => {
      checkpoint = sampleCheckpoint({ epochs, value })
      by.epochFinished(checkpoint.standing)
      await by.secure(checkpoint.standing, noSteps)
    },
    /** Secures a run that is within an epoch. */
    secure: async (epochs: number, steps: number) => {
      checkpoint = sampleCheckpoint({ epochs, steps })
      const tally = new EpochTally(16, { imagesPerEpoch: 400 }, checkpoint.tally ?? undefined)
      await keeper.secure(checkpoint.standing, tally)
    },
  }
}

const fileOf = (...changes: Parameters<typeof sampleCheckpoint>) =>
  sealed(encodeCheckpoint(sampleCheckpoint(...changes)))

describe('a folder', () => {
  test('gets a file for every epoch, all of it, and no draft', async () => {
    const { end, names, read, told } = setUp()
    await end(3)
    expect(names()).toEqual(['000003.ckpt'])
    expect(read('000003.ckpt')).toEqual(sampleCheckpoint({ value: 1 }))
    expect(told).toEqual([])
  })

  test('keeps the last two and the best', async () => {
    const { end, names } = setUp()
    for (const [index, loss] of [5, 2, 3, 4, 2].entries()) await end(index + 1, loss)
    expect(names()).toEqual(['000002.ckpt', '000004.ckpt', '000005.ckpt'])
  })

  test('gets a file within an epoch, for the very step', async () => {
    const { end, secure, names, read } = setUp()
    await end(3)
    await secure(3, 2)
    expect(names()).toEqual(['000003-000002.ckpt', '000003.ckpt'])
    expect(read('000003-000002.ckpt')).toEqual(sampleCheckpoint({ steps: 2 }))
    await end(4)
    await end(5)
    expect(names()).toEqual(['000003.ckpt', '000004.ckpt', '000005.ckpt'])
  })

  test('gets nothing for a run that has not begun', async () => {
    const { keeper, names } = setUp()
    await keeper.secure(sampleCheckpoint({ epochs: 0 }).standing, noSteps)
    expect(names()).toEqual([])
  })

  test('gets every second epoch, and any other that has to be secured', async () => {
    const { keeper, names } = setUp(2)
    for (const epochs of [1, 2, 3]) keeper.epochFinished(sampleCheckpoint({ epochs }).standing)
    await keeper.close()
    expect(names()).toEqual(['000002.ckpt'])
    const again = setUp(2)
    await again.end(3)
    expect(again.names()).toEqual(['000003.ckpt'])
  })

  test('loses what a killed trainer left: drafts, and files ahead of the rows', async () => {
    const { put, keeperFrom, end, names } = setUp()
    put('000003.ckpt', fileOf())
    put('000004.ckpt', fileOf({ epochs: 4 }))
    put('000005.ckpt.tmp', Uint8Array.of(1))
    put('000002.ckpt', Uint8Array.of(2))
    put('notes.txt', Uint8Array.of(3))
    const next = keeperFrom(3)
    expect(names()).toEqual(['000002.ckpt', '000003.ckpt', '000004.ckpt', 'notes.txt'])
    await end(5, 1, next)
    expect(names()).toEqual(['000003.ckpt', '000005.ckpt', 'notes.txt'])
  })

  test('keeps the best of an earlier trainer', async () => {
    const { put, keeperFrom, end, names } = setUp()
    const losses = [0.25, 0.75, 0.5]
    losses.forEach((value, index) =>
      put(`00000${index + 1}.ckpt`, fileOf({ epochs: index + 1, value })),
    )
    const next = keeperFrom(3)
    await end(4, 0.4, next)
    expect(names()).toEqual(['000001.ckpt', '000003.ckpt', '000004.ckpt'])
  })

  test('is written to while training goes on, one file after the other', async () => {
    const { keeper, names, read } = setUp()
    // None waits for another: those that the disk is too slow for are left out, never the last.
    for (let epochs = 1; epochs <= 20; epochs++) {
      keeper.epochFinished(sampleCheckpoint({ epochs, value: 1 / epochs }).standing)
    }
    await keeper.close()
    expect(names()).toContain('000020.ckpt')
    for (const name of names()) expect(read(name).standing.epochs).toBe(Number(name.slice(0, 6)))
  })
})

describe('a failed write', () => {
  test('is told once, and training goes on until the disk takes files again', async () => {
    const { folder, end, names, told } = setUp()
    await end(1)
    renameSync(folder, `${folder}-away`)
    await end(2)
    await end(3)
    expect(told).toEqual([
      {
        kind: 'notice',
        text: expect.stringMatching(
          /^The checkpoint 000002\.ckpt could not be written: ENOENT.*\. Training goes on without it\.$/,
        ) as string,
      },
    ])
    renameSync(`${folder}-away`, folder)
    await end(4)
    expect(names()).toEqual(['000001.ckpt', '000004.ckpt'])
    renameSync(folder, `${folder}-away`)
    await end(5)
    expect(told).toHaveLength(2)
    renameSync(`${folder}-away`, folder)
  })

  test('can be made good for at the same point', async () => {
    const { folder, end, names } = setUp()
    renameSync(folder, `${folder}-away`)
    await end(1)
    renameSync(`${folder}-away`, folder)
    await end(1)
    expect(names()).toEqual(['000001.ckpt'])
  })

  test.runIf(existsSync('/dev/full'))('on a full disk leaves the old files', async () => {
    const { folder, end, names, read, told } = setUp()
    await end(1)
    symlinkSync('/dev/full', join(folder, '000002.ckpt.tmp'))
    await end(2)
    expect(names()).toEqual(['000001.ckpt'])
    expect(read('000001.ckpt').standing.epochs).toBe(1)
    expect(told).toMatchObject([
      { kind: 'notice', text: expect.stringContaining('ENOSPC') as string },
    ])
  })
})

describe('the newest sound checkpoint', () => {
  const find = (files: Record<string, Uint8Array>, epochsDone: number) => {
    const { folder, put } = setUp()
    Object.entries(files).forEach(([name, bytes]) => put(name, bytes))
    return findCheckpoints(folder, epochsDone, metric)
  }
  const epochsOf = (epochs: number) => fileOf({ epochs })

  test('is the last one that is not ahead of the rows', () => {
    const files = { '000002.ckpt': epochsOf(2), '000003.ckpt': epochsOf(3) }
    expect(find(files, 3).newest?.standing.epochs).toBe(3)
    expect(find(files, 2).newest?.standing.epochs).toBe(2)
    expect(find(files, 1).newest).toBeNull()
    expect(find({}, 3)).toEqual({ newest: null, kept: [], passedOver: [], names: [] })
  })

  test('may lie within an epoch', () => {
    const files = { '000003.ckpt': epochsOf(3), '000003-000002.ckpt': fileOf({ steps: 2 }) }
    expect(find(files, 3).newest).toEqual(sampleCheckpoint({ steps: 2 }))
  })

  test('comes before damaged ones, which are told', () => {
    const damaged = epochsOf(3)
    damaged[5_000] = 1
    const { newest, passedOver } = find(
      {
        ...{ '000001.ckpt': Uint8Array.of(0), '000002.ckpt': epochsOf(2), '000003.ckpt': damaged },
        ...{ '000004.ckpt': new Uint8Array(0), '000005.ckpt': epochsOf(6) },
      },
      5,
    )
    expect(newest?.standing.epochs).toBe(2)
    expect(passedOver).toEqual([
      'The checkpoint 000005.ckpt was passed over: it was taken elsewhere in the run.',
      'The checkpoint 000004.ckpt was passed over: it is no checkpoint.',
      'The checkpoint 000003.ckpt was passed over: its checksum does not match.',
    ])
  })
})

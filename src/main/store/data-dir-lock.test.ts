import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockDataDir } from './data-dir-lock'
import { thisProcess } from './process-identity'
import { temporaryFolder } from './testing/folder'

const holder = (changes: object) =>
  JSON.stringify({
    ...thisProcess(),
    host: hostname(),
    since: '2026-11-24T10:00:00.000Z',
    mark: 'other',
    ...changes,
  })

describe('the lock of a data folder', () => {
  it('lets one in, tells a second who has it, and is free after release', async () => {
    const folder = temporaryFolder()
    const lock = await lockDataDir(folder)
    await expect(lockDataDir(folder)).rejects.toMatchObject({
      code: 'directory-in-use',
      message: new RegExp(`process ${process.pid} .*--data-dir`),
    })
    await lock.release()
    expect(readdirSync(folder)).toEqual([])
    await (await lockDataDir(folder)).release()
  })

  it('is taken over from a process that is gone', async () => {
    const folder = temporaryFolder()
    const { pid } = spawnSync(process.execPath, ['-e', ''])
    writeFileSync(join(folder, 'lock'), holder({ pid, start: '1' }))
    const lock = await lockDataDir(folder)
    expect(readFileSync(join(folder, 'lock'), 'utf8')).toContain(`"pid":${process.pid}`)
    await lock.release()
  })

  it.runIf(existsSync('/proc/self/stat'))(
    'is taken over when the number belongs to another process now',
    async () => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'lock'), holder({ start: '1' }))
      await (await lockDataDir(folder)).release()
    },
  )

  it('is not taken from a living process', async () => {
    const folder = temporaryFolder()
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    onTestFinished(() => void other.kill('SIGKILL'))
    await once(other, 'spawn')
    writeFileSync(join(folder, 'lock'), holder({ pid: other.pid, start: null }))
    await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'directory-in-use' })
  })

  it('is not taken from another machine, whose processes cannot be seen', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'lock'), holder({ host: 'elsewhere' }))
    await expect(lockDataDir(folder)).rejects.toMatchObject({
      code: 'directory-in-use',
      message: /on elsewhere .* delete .*lock/,
    })
  })

  it.each(['', '{', 'null', '{"pid":-1}'])('left unreadable as %j is a leftover', async (text) => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'lock'), text)
    await (await lockDataDir(folder)).release()
  })

  it('goes to exactly one of many who find the same leftover at once', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'lock'), holder({ start: '1', pid: 1_999_999_999 }))
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(folder)))
    const refused = tries.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    )
    expect(refused).toHaveLength(7)
    for (const error of refused) expect(error).toMatchObject({ code: 'directory-in-use' })
  })

  it('is left alone by a former holder who releases late', async () => {
    const folder = temporaryFolder()
    const lock = await lockDataDir(folder)
    writeFileSync(join(folder, 'lock'), holder({}))
    await lock.release()
    expect(existsSync(join(folder, 'lock'))).toBe(true)
  })

  it('says why it cannot be taken', async () => {
    const missing = join(temporaryFolder(), 'nowhere')
    await expect(lockDataDir(missing)).rejects.toMatchObject({
      code: 'storage-failed',
      message: /lock .*it is not there/,
    })
  })
})

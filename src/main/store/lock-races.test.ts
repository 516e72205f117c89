import { existsSync, mkdirSync, promises, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { lockDataDir } from './data-dir-lock'
import { thisProcess } from './process-identity'
import { temporaryFolder } from './testing/folder'

const holder = (changes: object = {}) =>
  JSON.stringify({
    ...thisProcess(),
    host: hostname(),
    since: '2026-11-24T10:00:00.000Z',
    mark: 'other',
    ...changes,
  })
const gone = holder({ pid: 1_999_999_999, start: '1', mark: 'stale' })

function lockedFolder(text: string) {
  const folder = temporaryFolder()
  const path = join(folder, 'lock')
  writeFileSync(path, text)
  return { folder, path }
}

/** Something that another process does just before our n-th call of this kind. */
function before(call: 'readFile' | 'writeFile', number: number, act: () => void): void {
  const original = promises[call].bind(promises) as (...parameters: unknown[]) => Promise<never>
  let calls = 0
  vi.spyOn(promises, call).mockImplementation(((...parameters: unknown[]) => {
    if (++calls === number) act()
    return original(...parameters)
  }) as never)
}

afterEach(() => void vi.restoreAllMocks())

it('a lock that is released while it is looked at is taken at once', async () => {
  const { folder, path } = lockedFolder(holder())
  before('readFile', 1, () => unlinkSync(path))
  const lock = await lockDataDir(folder)
  expect(readFileSync(path, 'utf8')).not.toContain('"mark":"other"')
  await lock.release()
  expect(existsSync(path)).toBe(false)
})

it('of two who see it released, the one that is later is told who was faster', async () => {
  const { folder, path } = lockedFolder(holder())
  before('readFile', 1, () => unlinkSync(path))
  before('writeFile', 2, () => writeFileSync(path, holder({ mark: 'faster' })))
  await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'directory-in-use' })
  expect(readFileSync(path, 'utf8')).toContain('"mark":"faster"')
})

it('a stale lock that another replaced meanwhile is not deleted under it', async () => {
  const { folder, path } = lockedFolder(gone)
  before('readFile', 2, () => writeFileSync(path, holder({ mark: 'faster' })))
  await expect(lockDataDir(folder)).rejects.toMatchObject({ code: 'directory-in-use' })
  expect(readFileSync(path, 'utf8')).toContain('"mark":"faster"')
})

it('a folder in its place is no lock to wait for, and is told', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'lock'))
  await expect(lockDataDir(folder)).rejects.toMatchObject({
    code: 'storage-failed',
    message: /Cannot lock .*lock: it is a folder, not a file/,
  })
})

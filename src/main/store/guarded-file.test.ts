import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { GuardedFile, type Decoded } from './guarded-file'
import { openConf } from './open-conf'
import { sweepDrafts, nodeSyncDisk, type SyncDisk } from './sync-disk'
import { temporaryFolder } from './testing/folder'

function decode(text: string): Decoded<unknown> {
  try {
    return { kind: 'sound', value: JSON.parse(text) as unknown }
  } catch {
    return { kind: 'damaged', why: 'it is garbled' }
  }
}

/** Counts the calls and fails the n-th from now; closing a file always works. */
function countedDisk() {
  let calls = 0
  let failing: { at: number; code: string } | null = null
  const disk = new Proxy(nodeSyncDisk, {
    get(object, key: keyof SyncDisk) {
      const method = object[key] as (...parameters: unknown[]) => unknown
      if (key === 'closeSync' || key === 'existsSync') return method
      return (...parameters: unknown[]) => {
        if (failing?.at !== ++calls) return method(...parameters)
        throw Object.assign(new Error('injected'), { code: failing.code })
      }
    },
  })
  const failAt = (call: number, code: string) => (failing = { at: calls + call, code })
  return { disk, failAt, calls: () => calls }
}

const fileIn = (folder: string, disk: SyncDisk = nodeSyncDisk) =>
  new GuardedFile(join(folder, 'x.json'), decode, () => openConf(folder, 'x'), disk)

describe('a guarded file', () => {
  it('is missing, then written, then read', () => {
    const folder = temporaryFolder()
    expect(fileIn(folder).read()).toEqual({ kind: 'missing' })
    fileIn(folder).write({ a: 1 })
    expect(fileIn(folder).read()).toEqual({ kind: 'sound', value: { a: 1 }, problem: null })
  })

  it.each(['EIO', 'ENOSPC', 'EROFS', 'EACCES'])(
    '%s at any call of a write: the former value or the new one, and never in silence',
    (code) => {
      const counted = countedDisk()
      const tried = temporaryFolder()
      const file = fileIn(tried, counted.disk)
      file.write({ a: 1 })
      const before = counted.calls()
      file.write({ a: 2 })
      const callsOfOne = counted.calls() - before
      expect(callsOfOne).toBeGreaterThan(5)
      for (let call = 1; call <= callsOfOne; call++) {
        const folder = temporaryFolder()
        const faulty = fileIn(folder, counted.disk)
        faulty.write({ a: 1 })
        counted.failAt(call, code)
        let told = false
        try {
          faulty.write({ a: 2 })
        } catch (error) {
          expect(error).toMatchObject({ code: 'storage-failed' })
          told = true
        }
        const found = fileIn(folder).read()
        expect(found).toEqual({ kind: 'sound', value: { a: told ? 1 : 2 }, problem: null })
        // And the next write works and leaves nothing lying about.
        faulty.write({ a: 3 })
        sweepDrafts(nodeSyncDisk, folder)
        expect(readdirSync(folder).sort()).toEqual(['x.json', 'x.json.good'])
        expect(readFileSync(join(folder, 'x.json.good'))).toEqual(
          readFileSync(join(folder, 'x.json')),
        )
      }
    },
  )

  it('does not take damage that came later for its good copy', () => {
    const folder = temporaryFolder()
    fileIn(folder).write({ a: 1 })
    const file = fileIn(folder)
    expect(file.read().kind).toBe('sound')
    writeFileSync(join(folder, 'x.json'), '{')
    file.write({ a: 2 })
    expect(fileIn(folder).read()).toMatchObject({ kind: 'sound', value: { a: 2 } })
    expect(readFileSync(join(folder, 'x.json.bad-1'), 'utf8')).toBe('{')
  })

  it('loses nothing when a file that cannot be read is only unreadable', () => {
    const folder = temporaryFolder()
    fileIn(folder).write({ a: 1 })
    const counted = countedDisk()
    counted.failAt(2, 'EIO')
    expect(() => fileIn(folder, counted.disk).read()).toThrow(/the disk reports a fault/)
    expect(existsSync(join(folder, 'x.json.bad-1'))).toBe(false)
    expect(fileIn(folder).read()).toMatchObject({ value: { a: 1 } })
  })
})

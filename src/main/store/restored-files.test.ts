import { readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { GuardedFile, type Decoded } from './guarded-file'
import { openConf } from './open-conf'
import { nodeSyncDisk } from './sync-disk'
import { temporaryFolder } from './testing/folder'

function decode(text: string): Decoded<unknown> {
  try {
    const value = JSON.parse(text) as { readonly newer?: number }
    return value.newer === undefined
      ? { kind: 'sound', value }
      : { kind: 'newer', version: value.newer }
  } catch {
    return { kind: 'damaged', why: 'it is garbled' }
  }
}

function written() {
  const folder = temporaryFolder()
  const path = join(folder, 'x.json')
  const file = new GuardedFile(path, decode, () => openConf(folder, 'x'), nodeSyncDisk)
  file.write({ a: 1 })
  return { folder, path, file }
}

it('a file that was deleted comes back from its copy, and nothing is said to be kept', () => {
  const { folder, path, file } = written()
  unlinkSync(path)
  expect(file.read()).toEqual({
    kind: 'sound',
    value: { a: 1 },
    problem: `${path} could not be used: it is gone. Its last good copy was put back.`,
  })
  expect(readdirSync(folder).sort()).toEqual(['x.json', 'x.json.good'])
})

it('a copy that a newer Cooldown wrote is left as it is, with the damaged file beside it', () => {
  const { folder, path, file } = written()
  writeFileSync(path, '{')
  writeFileSync(`${path}.good`, '{"newer":2}')
  expect(file.read()).toEqual({ kind: 'newer', version: 2 })
  expect(readdirSync(folder).sort()).toEqual(['x.json', 'x.json.good'])
  expect(readFileSync(path, 'utf8')).toBe('{')
})

it('a deleted file whose copy is damaged is lost, and the copy is kept aside', () => {
  const { folder, path, file } = written()
  unlinkSync(path)
  writeFileSync(`${path}.good`, '{')
  expect(file.read()).toEqual({
    kind: 'lost',
    problem: `${path} cannot be used: it is gone.`,
  })
  expect(readdirSync(folder)).toEqual(['x.json.good.bad-1'])
})

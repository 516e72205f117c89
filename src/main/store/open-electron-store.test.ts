import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { openElectronStore } from './open-electron-store'
import { temporaryFolder } from './testing/folder'

// electron-store is conf with another word for the name; it asks for Electron as soon as it is imported.
vi.mock('electron-store', async () => {
  const { default: Conf } = await import('conf')
  class ElectronStore extends Conf {
    constructor({ name, ...options }: { readonly name: string }) {
      super({ ...options, configName: name })
    }
  }
  return { default: ElectronStore }
})

it('writes a file whole, for its owner alone', () => {
  const dataDir = temporaryFolder()
  openElectronStore(dataDir, 'x').write({ 'a.b': 1 })
  const path = join(dataDir, 'x.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ 'a.b': 1 })
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('refuses what the properties do not allow, and leaves the file as it was', () => {
  const dataDir = temporaryFolder()
  const file = openElectronStore(dataDir, 'x', { a: { type: 'number' } })
  file.write({ a: 1 })
  expect(() => file.write({ a: 'one' })).toThrow(/must be number/)
  expect(JSON.parse(readFileSync(join(dataDir, 'x.json'), 'utf8'))).toEqual({ a: 1 })
})

it('empties no file that it cannot read', () => {
  const dataDir = temporaryFolder()
  const path = join(dataDir, 'x.json')
  writeFileSync(path, '{')
  expect(() => openElectronStore(dataDir, 'x')).toThrow(SyntaxError)
  expect(readFileSync(path, 'utf8')).toBe('{')
})

import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../shared/contract/settings'
import { openConf } from './open-conf'
import { createSettingsStore } from './settings-store'
import { temporaryFolder } from './testing/folder'

const open = (dataDir: string) => createSettingsStore({ dataDir, openStore: openConf })

describe('the settings', () => {
  it('start at their defaults without a file, and come back as written', () => {
    const dataDir = temporaryFolder()
    const store = open(dataDir)
    expect(store.read()).toEqual(defaultSettings)
    store.write({ ...defaultSettings, theme: 'dark', parallelRuns: 4 })
    expect(store.read()).toEqual({ ...defaultSettings, theme: 'dark', parallelRuns: 4 })
    expect(open(dataDir).read()).toEqual({ ...defaultSettings, theme: 'dark', parallelRuns: 4 })
    expect(statSync(join(dataDir, 'settings.json')).mode & 0o777).toBe(0o600)
  })

  it('fill in what a file lacks', () => {
    const dataDir = temporaryFolder()
    writeFileSync(join(dataDir, 'settings.json'), '{"theme":"light"}')
    const store = open(dataDir)
    expect(store.read()).toEqual({ ...defaultSettings, theme: 'light' })
    expect(store.problems()).toEqual([])
  })

  it('refuse values outside the schema and stay as they were', () => {
    const dataDir = temporaryFolder()
    const store = open(dataDir)
    store.write({ ...defaultSettings, theme: 'dark', parallelRuns: 4 })
    expect(() => store.write({ ...defaultSettings, theme: 'dark', parallelRuns: 0 })).toThrow(
      /settings.json/,
    )
    expect(() => store.write({ theme: 'pink' } as unknown as Settings)).toThrow()
    expect(open(dataDir).read()).toEqual({ ...defaultSettings, theme: 'dark', parallelRuns: 4 })
  })

  const bad: readonly (readonly [string, string])[] = [
    ['empty', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a list where an object belongs', '[{"theme":"dark"}]'],
    ['zeroed', '\0\0\0\0'],
    ['cut', '{"theme":"da'],
    ['of wrong types', '{"theme":1,"parallelRuns":"many"}'],
    ['out of range', '{"theme":"dark","parallelRuns":-1000000000}'],
    ['huge', `{"theme":"dark","x":"${'x'.repeat(300_000)}"}`],
  ]

  it.each(bad)('that are %s: defaults, the file kept aside, a word about it', (_, text) => {
    const dataDir = temporaryFolder()
    const path = join(dataDir, 'settings.json')
    writeFileSync(path, text)
    const store = open(dataDir)
    expect(store.read()).toEqual(defaultSettings)
    expect(store.problems()[0]).toContain(`${path}.bad-1`)
    expect(readFileSync(`${path}.bad-1`, 'utf8')).toBe(text)
    store.write({ ...defaultSettings, theme: 'dark', parallelRuns: null })
    expect(open(dataDir).read()).toEqual({ ...defaultSettings, theme: 'dark', parallelRuns: null })
  })

  it('come back from their last good copy', () => {
    const dataDir = temporaryFolder()
    open(dataDir).write({ ...defaultSettings, theme: 'dark', parallelRuns: 2 })
    writeFileSync(join(dataDir, 'settings.json'), '{')
    const store = open(dataDir)
    expect(store.read()).toEqual({ ...defaultSettings, theme: 'dark', parallelRuns: 2 })
    expect(store.problems()).toHaveLength(1)
  })

  it('survive a folder in their place', () => {
    const dataDir = temporaryFolder()
    mkdirSync(join(dataDir, 'settings.json'))
    expect(open(dataDir).read()).toEqual(defaultSettings)
    expect(statSync(join(dataDir, 'settings.json.bad-1')).isDirectory()).toBe(true)
  })

  it('are only looked at when told so', () => {
    const dataDir = temporaryFolder()
    writeFileSync(join(dataDir, 'settings.json'), '{')
    const store = createSettingsStore({ dataDir, openStore: openConf, readOnly: true })
    expect(store.read()).toEqual(defaultSettings)
    expect(readFileSync(join(dataDir, 'settings.json'), 'utf8')).toBe('{')
    expect(() => store.write(defaultSettings)).toThrow(/looking only/)
  })

  it('do not stop the start when their folder is gone', () => {
    const dataDir = temporaryFolder()
    rmSync(dataDir, { recursive: true })
    const store = open(dataDir)
    expect(store.read()).toEqual(defaultSettings)
    expect(store.problems()).toHaveLength(1)
  })
})

import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chooseDataDir, prepareDataDir, type DataDirWish } from './default-data-dir'
import { temporaryFolder } from './testing/folder'

const wish = (changes: Partial<DataDirWish>): DataDirWish => ({
  env: {},
  platform: 'linux',
  home: '/home/ada',
  ...changes,
})

describe('the data folder', () => {
  it.each([
    [wish({}), '/home/ada/.config/Cooldown'],
    [wish({ env: { XDG_CONFIG_HOME: '/conf' } }), '/conf/Cooldown'],
    [wish({ env: { XDG_CONFIG_HOME: 'conf' } }), '/home/ada/.config/Cooldown'],
    [wish({ platform: 'darwin' }), '/home/ada/Library/Application Support/Cooldown'],
    [wish({ platform: 'win32', env: { APPDATA: '/Roaming' } }), '/Roaming/Cooldown'],
    [wish({ platform: 'win32' }), '/home/ada/AppData/Roaming/Cooldown'],
    [wish({ env: { COOLDOWN_HOME: '/lab/' } }), '/lab'],
    [wish({ option: '/a b/../c\n', env: { COOLDOWN_HOME: '/lab' } }), '/c\n'],
  ])('%j is %s', (given, expected) => {
    expect(chooseDataDir(given)).toBe(expected)
  })

  it.each([
    ['', /--data-dir is "".*must name a folder/],
    ['data', /--data-dir is "data".*absolute/],
    ['./data', /absolute/],
    ['/', /root/],
    ['/tmp/..', /root/],
    ['/a\0b', /NUL/],
  ])('is not %j', (option, message) => {
    expect(() => chooseDataDir(wish({ option }))).toThrow(message)
    expect(() => chooseDataDir(wish({ env: { COOLDOWN_HOME: option } }))).toThrow()
  })

  it('is made for its owner alone, and left as it is when it is there', async () => {
    const root = temporaryFolder()
    const fresh = join(root, 'a', 'b')
    await prepareDataDir(fresh)
    expect(statSync(fresh).mode & 0o777).toBe(0o700)
    const shared = join(root, 'shared')
    mkdirSync(shared)
    const { mode } = statSync(shared)
    await prepareDataDir(shared)
    expect(statSync(shared).mode).toBe(mode)
  })

  it('may not be a file, nor lie below one', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    await expect(prepareDataDir(file)).rejects.toMatchObject({
      code: 'storage-failed',
      message: /it is a file, not a folder/,
    })
    await expect(prepareDataDir(join(file, 'x'))).rejects.toMatchObject({
      code: 'storage-failed',
      message: /not a folder/,
    })
  })
})

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { firstWindowState } from '../../shared/contract/window-state'
import { openConf } from './open-conf'
import { temporaryFolder } from './testing/folder'
import { createWindowStore } from './window-store'

const open = (dataDir: string) => createWindowStore({ dataDir, openStore: openConf })
const moved = { ...firstWindowState, x: -1200, y: 40, maximized: true, zoomLevel: 0.5 }

it('remembers how the window was left', () => {
  const dataDir = temporaryFolder()
  expect(open(dataDir).read()).toEqual(firstWindowState)
  open(dataDir).write(moved)
  expect(open(dataDir).read()).toEqual(moved)
})

it('keeps a file aside that makes no sense, and opens as at the first time', () => {
  const dataDir = temporaryFolder()
  const path = join(dataDir, 'window.json')
  writeFileSync(path, JSON.stringify({ ...moved, width: -3 }))
  const store = open(dataDir)
  expect(store.read()).toEqual(firstWindowState)
  expect(store.problems().join(' ')).toContain('window.json')
  store.write(moved)
  expect(open(dataDir).read()).toEqual(moved)
  expect(existsSync(`${path}.bad-1`)).toBe(true)
  expect(readFileSync(`${path}.bad-1`, 'utf8')).toContain('-3')
})

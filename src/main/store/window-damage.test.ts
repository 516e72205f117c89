import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { firstWindowState } from '../../shared/contract/window-state'
import { openConf } from './open-conf'
import { temporaryFolder } from './testing/folder'
import { createWindowStore } from './window-store'

it.each([
  ['it is empty', ''],
  ['it is cut short or garbled', '{"x":'],
  ['it is far too large', `{"x":"${'9'.repeat(300_000)}"}`],
])('the window opens as at the first time when its file cannot be used: %s', (why, text) => {
  const dataDir = temporaryFolder()
  writeFileSync(join(dataDir, 'window.json'), text)
  const store = createWindowStore({ dataDir, openStore: openConf })
  expect(store.read()).toEqual(firstWindowState)
  expect(store.problems().join(' ')).toContain(why)
})

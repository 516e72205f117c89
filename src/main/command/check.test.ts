import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSettingsStore } from '../store/settings-store'
import { openConf } from '../store/open-conf'
import { defaultSettings } from '../../shared/contract/settings'
import { runHere } from './testing/run-here'

let dataDir: string
const cooldown = (...args: readonly string[]) => runHere(...args, '--data-dir', dataDir)

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cooldown-check-'))
  createSettingsStore({ dataDir, openStore: openConf }).write(defaultSettings)
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('check says that all is sound', async () => {
  expect(await cooldown('check')).toEqual({
    out: 'Read 0 studies, 0 runs, 0 epochs: all sound.\n',
    err: '',
    code: 0,
  })
})

test('check names the file, what is wrong, and what a repair would do; repair does it', async () => {
  const path = join(dataDir, 'settings.json')
  await writeFile(path, '{"theme"')
  const found = await cooldown('check')
  expect(found.code).toBe(1)
  expect(found.out).toBe(
    [
      'Read 0 studies, 0 runs, 0 epochs: 1 finding.',
      path,
      '  it is cut short or garbled',
      '  repair: it is set aside and its last good copy put back',
      '',
    ].join('\n'),
  )
  const told = JSON.parse((await cooldown('check', '--json')).out) as object
  expect(told).toMatchObject({ studies: 0, holder: null, findings: [{ file: path }] })
  const repaired = await cooldown('repair')
  expect(repaired.out).toContain(`${path}.bad-1.\nRead 0 studies, 0 runs, 0 epochs: all sound.\n`)
  expect(repaired.code).toBe(0)
  const again = JSON.parse((await cooldown('repair', '--json')).out) as object
  expect(again).toMatchObject({ done: [], left: { findings: [] } })
})

import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { callersFolder, chosenDataDir, dataDirHere } from './data-dir-here'

afterEach(() => void vi.unstubAllEnvs())

test('a relative folder is the caller’s, whom npm has moved elsewhere', () => {
  vi.stubEnv('INIT_CWD', '/home/ada')
  expect(chosenDataDir('data')).toBe('/home/ada/data')
  vi.stubEnv('INIT_CWD', undefined)
  expect(callersFolder()).toBe(process.cwd())
  expect(chosenDataDir('data')).toBe(join(process.cwd(), 'data'))
})

test('a folder that is named by the environment is made where it is missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cooldown-here-'))
  vi.stubEnv('COOLDOWN_HOME', join(folder, 'deep', 'data'))
  const made = await dataDirHere(undefined)
  expect(made).toBe(join(folder, 'deep', 'data'))
  expect((await stat(made)).isDirectory()).toBe(true)
  await rm(folder, { recursive: true })
})

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLabHere } from './lab-here'
import { openConf } from './store/open-conf'

let dataDir: string
beforeEach(async () => {
  vi.stubGlobal('__PROGRAMS__', '.')
  dataDir = await mkdtemp(join(tmpdir(), 'cooldown-lab-'))
})
afterEach(async () => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  await rm(dataDir, { recursive: true })
})

test.each(['on', 'off'])(
  'a lab that may measure when idle (%s) ends at once, and frees its folder',
  async (wish) => {
    vi.stubEnv('COOLDOWN_MEASURE', wish)
    const open = { dataDir, openStore: openConf, carrier: 'a test', measuresWhenIdle: true }
    const lab = await openLabHere(open)
    await expect(openLabHere(open)).rejects.toMatchObject({ code: 'directory-in-use' })
    await lab.close()
    expect(await readdir(dataDir)).not.toContain('lock')
    await (await openLabHere(open)).close()
  },
)

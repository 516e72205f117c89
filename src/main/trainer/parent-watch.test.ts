import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

/** Says who it is, then never looks at its channel again, as in a long call of TensorFlow. */
const busyTrainer = `
  require('./parent-watch.cjs').endWithParent()
  require('node:fs').writeSync(1, process.pid + '\\n')
  for (;;);
`
const app = `
  require('node:child_process').fork(require.resolve('./busy-trainer.cjs'))
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooldown-orphan-'))
  buildSync({
    entryPoints: [join(import.meta.dirname, 'parent-watch.ts')],
    outfile: join(folder, 'parent-watch.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
  })
  writeFileSync(join(folder, 'busy-trainer.cjs'), busyTrainer)
  writeFileSync(join(folder, 'app.cjs'), app)
})
afterAll(() => rmSync(folder, { recursive: true }))

const started: { parent: ChildProcess; trainer: number | null }[] = []
afterEach(() => {
  for (const { parent, trainer } of started.splice(0)) {
    parent.kill('SIGKILL')
    if (trainer !== null) process.kill(trainer, 'SIGKILL')
  }
})

// On Windows an orphan keeps its parent's number, so there is nothing to see.
test.runIf(process.platform !== 'win32')(
  'a trainer that is busy ends when the app is killed',
  async () => {
    const parent = spawn(process.execPath, [join(folder, 'app.cjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const family = { parent, trainer: null as number | null }
    started.push(family)
    // The trainer writes to the app's own output, which closes when both are gone.
    const closed = once(parent, 'close')
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    family.trainer = Number(line.toString())
    expect(family.trainer).toBeGreaterThan(0)
    expect(parent.exitCode).toBeNull()
    parent.kill('SIGKILL')
    await closed
    family.trainer = null
  },
  20_000,
)

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { ModuleKind, transpileModule } from 'typescript'

/** Lives on whatever becomes of its parent. */
const stubborn = `
  process.on('disconnect', () => undefined)
  setInterval(() => undefined, 1000)
  process.stdout.write(process.pid + '\\n')
  process.send('up')
`
const app = `
  const { fork } = require('node:child_process')
  const { guardedByOurEnd } = require('./our-end.cjs')
  const started = [1, 2].map(() => fork(require.resolve('./stubborn.cjs')))
  started.forEach(guardedByOurEnd)
  let up = 0
  started.forEach((child) => child.on('message', () => {
    up += 1
    if (up === 2) ENDING
  }))
`

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooldown-our-end-'))
  const source = readFileSync(join(import.meta.dirname, 'our-end.ts'), 'utf8')
  const { outputText } = transpileModule(source, {
    compilerOptions: { module: ModuleKind.CommonJS },
  })
  writeFileSync(join(folder, 'our-end.cjs'), outputText)
  writeFileSync(join(folder, 'stubborn.cjs'), stubborn)
})
afterAll(() => rmSync(folder, { recursive: true }))

const families: { parent: ChildProcess; children: number[] }[] = []
afterEach(() => {
  for (const { parent, children } of families.splice(0)) {
    parent.kill('SIGKILL')
    children.forEach((pid) => process.kill(pid, 'SIGKILL'))
  }
})

test.each([
  ['exits', 'process.exit(0)'],
  ['fails', "throw new Error('a failure that nobody caught')"],
])(
  'children are gone when the app %s',
  async (_, ending) => {
    const entry = join(folder, 'app.cjs')
    writeFileSync(entry, app.replace('ENDING', ending))
    const parent = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'ignore'] })
    const family = { parent, children: [] as number[] }
    families.push(family)
    let output = ''
    parent.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      family.children = output.trim().split('\n').map(Number)
    })
    // The children write to the app's own output, which closes when all are gone.
    await once(parent, 'close')
    expect(family.children).toHaveLength(2)
    family.children = []
  },
  20_000,
)

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { freshFolder } from './cooldown'

const start = resolve(import.meta.dirname, '../scripts/start.mjs')

test('without a display npm start says so, serves the app, and ends cleanly', async () => {
  const folder = await freshFolder()
  const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }
  const child = spawn(process.execPath, [start, '--data-dir', folder.path, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(child, 'exit')
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const { address } = JSON.parse(line) as { address: string }

  expect(said).toContain('There is no display: serving the app to your browser instead.')
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
  const entry = await fetch(address, { redirect: 'manual' })
  expect([entry.status, entry.headers.get('location')]).toEqual([303, '/'])
  const page = await fetch(new URL('/', address))
  expect(await page.text()).toContain('<title>Cooldown</title>')

  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
  await folder.remove()
})

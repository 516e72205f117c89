import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { lastLines, nodeError, runCommand } from './command.mjs'
import { isAlive } from './processes.mjs'
import { temporaryFolder } from './testing.mjs'
import { Unavailable } from './ways.mjs'

const node = (/** @type {string} */ code, options = {}) =>
  runCommand(process.execPath, ['-e', code], options)

test('gives exit code and output of both streams', async () => {
  const result = await node('console.log("out"); console.error("err"); process.exitCode = 3')
  expect(result).toMatchObject({ code: 3, ended: undefined })
  expect(result.output.split('\n').sort()).toEqual(['', 'err', 'out'])
})

test('a program that does not exist is a way that cannot be tried', async () => {
  await expect(runCommand('no-such-program', [])).rejects.toThrow(Unavailable)
})

test('ends a command that takes too long or makes no progress, with its children', async () => {
  const endless = 'setInterval(() => {}, 1000)'
  const late = await node(endless, { timeoutMs: 100 })
  expect(late.ended).toBe('not finished after 0.1 s')
  const file = join(temporaryFolder(), 'pid')
  const wrapper = `
    const child = require('child_process').spawn(process.execPath, ['-e', '${endless}'])
    require('fs').writeFileSync(${JSON.stringify(file)}, String(child.pid)); ${endless}`
  const stalled = await node(wrapper, { stallMs: 1000, activity: () => 0 })
  expect(stalled.ended).toBe('nothing arrived for 1 s')
  await vi.waitFor(() => expect(isAlive(Number(readFileSync(file, 'utf8')))).toBe(false))
})

test('a command that makes progress is not ended', async () => {
  let count = 0
  const result = await node('setTimeout(() => {}, 1500)', { stallMs: 700, activity: () => count++ })
  expect(result).toMatchObject({ code: 0, ended: undefined })
})

test('a set-up that is told to stop takes its commands along', async () => {
  const file = join(temporaryFolder(), 'pid')
  const module = JSON.stringify(new URL('./command.mjs', import.meta.url).href)
  const child = `require('fs').writeFileSync(${JSON.stringify(file)}, String(process.pid));
    setInterval(() => {}, 1000)`
  const code = `import { runCommand } from ${module}
    await runCommand(process.execPath, ['-e', ${JSON.stringify(child)}])`
  const setUp = spawn(process.execPath, ['--input-type=module', '-e', code])
  await vi.waitFor(() => expect(readFileSync(file, 'utf8')).not.toBe(''), { timeout: 5000 })
  setUp.kill('SIGTERM')
  expect(await new Promise((resolve) => setUp.on('exit', resolve))).toBe(143)
  await vi.waitFor(() => expect(isAlive(Number(readFileSync(file, 'utf8')))).toBe(false))
})

test('messages keep the end of an output, or the error of a Node program', () => {
  expect(lastLines('a\n\nb\nc\n', 2)).toBe('b\nc')
  expect(nodeError('throw x\n\nTypeError: bad\n    at emitErrorNT (x)')).toBe('TypeError: bad')
  expect(nodeError('a\nb\nc')).toBe('b\nc')
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { isAlive, thisProcess } from './process-identity'

afterEach(() => void vi.restoreAllMocks())

const refusing = (code: string) =>
  vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error(code), { code })
  })

it('this process lives, and a later one of its number would not be taken for it', () => {
  const { pid, start } = thisProcess()
  expect(pid).toBe(process.pid)
  expect(isAlive({ pid, start })).toBe(true)
  expect(isAlive({ pid, start: null })).toBe(true)
  if (existsSync('/proc/self/stat')) expect(isAlive({ pid, start: '1' })).toBe(false)
})

it('a process of another user lives, though it may not be signalled', () => {
  refusing('EPERM')
  expect(isAlive(thisProcess())).toBe(true)
})

it('a number that no process has is gone, whatever its start', () => {
  refusing('ESRCH')
  expect(isAlive(thisProcess())).toBe(false)
})

it.runIf(existsSync('/proc/self/stat'))(
  'a process that ended and is not collected yet counts as gone',
  async () => {
    // The shell becomes a program that never asks after the child it has.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'])
    onTestFinished(() => void parent.kill('SIGKILL'))
    const [line] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(line.toString())
    await vi.waitFor(() => expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z '))
    expect(process.kill(pid, 0)).toBe(true)
    expect(isAlive({ pid, start: null })).toBe(false)
  },
)

import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withLock } from './lock.mjs'
import { testContext } from './testing.mjs'

function deadPid() {
  return spawnSync(process.execPath, ['-e', '']).pid
}

/** @param {import('./context.mjs').Context} context @param {unknown} owner */
function leaveLock({ cache }, owner) {
  mkdirSync(join(cache, 'locks'))
  const file = join(cache, 'locks', 'part.lock')
  writeFileSync(file, typeof owner === 'string' ? owner : JSON.stringify(owner))
  return file
}

test('one at a time, each in turn, and nothing is left', async () => {
  const context = testContext()
  let inside = 0
  let most = 0
  const work = async () => {
    inside += 1
    most = Math.max(most, inside)
    await new Promise((resolve) => setTimeout(resolve, 5))
    inside -= 1
  }
  await Promise.all([1, 2, 3, 4].map(() => withLock(context, 'part', work)))
  expect(most).toBe(1)
  expect(readdirSync(join(context.cache, 'locks'))).toEqual([])
  expect(context.said[0]).toContain(`process ${process.pid}`)
})

test('is released when the work fails', async () => {
  const context = testContext()
  const failing = withLock(context, 'part', () => Promise.reject(new Error('no disk')))
  await expect(failing).rejects.toThrow('no disk')
  expect(await withLock(context, 'part', async () => 'next')).toBe('next')
})

test('the lock of a dead process is taken over', async () => {
  const context = testContext()
  leaveLock(context, { pid: deadPid(), host: hostname() })
  expect(await withLock(context, 'part', async () => 'mine')).toBe('mine')
  expect(context.said).toEqual([])
})

test('so is that of a process whose number another has now', async () => {
  const context = testContext()
  leaveLock(context, { pid: process.pid, host: hostname(), started: 'at another time' })
  expect(await withLock(context, 'part', async () => 'mine')).toBe('mine')
})

test('a dead owner still holds it while its command lives', async () => {
  const context = testContext()
  const owner = { pid: deadPid(), host: hostname() }
  const file = leaveLock(context, { ...owner, child: process.pid })
  const waiting = withLock(context, 'part', async () => 'mine')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(context.said.length).toBe(1)
  writeFileSync(file, JSON.stringify({ ...owner, child: deadPid() }))
  expect(await waiting).toBe('mine')
})

test('an unreadable lock file is left alone while young, removed when old', async () => {
  const context = testContext()
  const file = leaveLock(context, '')
  const waiting = withLock(context, 'part', async () => existsSync(file))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(readFileSync(file, 'utf8')).toBe('')
  utimesSync(file, 1, 1)
  expect(await waiting).toBe(true)
})

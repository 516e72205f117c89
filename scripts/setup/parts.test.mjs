import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeSetUpFlags } from '../launch/flags.mjs'
import { asksForHelp, trainsNothing } from '../launch/cooldown.mjs'
import { hasDisplay } from '../launch/start.mjs'
import { setUpBuild } from './build.mjs'
import { messageFor } from './messages.mjs'
import { nodeComplaint } from './node-version.mjs'
import { isInstalled } from './npm.mjs'
import { cacheDir } from './paths.mjs'
import { formatProgress } from './progress.mjs'
import { compareStamps, stampFiles } from './stamp.mjs'
import { wheelTarget } from './tensorflow-wheel.mjs'
import { temporaryFolder, testContext, writeFiles } from './testing.mjs'

test('an old Node is told so', () => {
  expect(nodeComplaint('18.19.1')).toContain('needs Node 20 or newer; this is Node 18.19.1')
  expect(nodeComplaint('20.0.0')).toBeUndefined()
  expect(nodeComplaint('100.0.0')).toBeUndefined()
})

test('the cache folder is where the platform keeps caches', () => {
  const home = { HOME: '/home/u' }
  expect(cacheDir(home, 'linux')).toBe('/home/u/.cache/cooldown')
  expect(cacheDir({ ...home, XDG_CACHE_HOME: '/x' }, 'linux')).toBe('/x/cooldown')
  expect(cacheDir(home, 'darwin')).toBe('/home/u/Library/Caches/cooldown')
  expect(cacheDir({ LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/cooldown/cache')
  expect(cacheDir({ ...home, COOLDOWN_CACHE: '/mine' }, 'linux')).toBe('/mine')
})

test('the set-up takes its own flags and leaves the rest', () => {
  expect(takeSetUpFlags(['study', '--offline', 'run', '--', '--retry'])).toEqual({
    offline: true,
    retry: undefined,
    rest: ['study', 'run', '--', '--retry'],
  })
})

test('help is asked for in several ways', () => {
  for (const args of [[], ['help', 'study'], ['study', '--help'], ['-V']]) {
    expect(asksForHelp(args)).toBe(true)
  }
  expect(asksForHelp(['study', 'run', 'article'])).toBe(false)
})

test('schedules are looked at without TensorFlow and data', () => {
  expect(trainsNothing(['schedule', 'values', '--spec', '-'])).toBe(true)
  expect(trainsNothing(['study', 'run', 'schedule'])).toBe(false)
})

test('only Linux can lack a display', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'w' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
})

test('progress has bytes, share and time left', () => {
  const state = { label: 'Downloading x', total: 200e6, unit: undefined }
  expect(formatProgress({ ...state, done: 50e6, seconds: 10 })).toBe(
    'Downloading x  [######------------------] 25 %  50.0 MB of 200.0 MB, 30 s left',
  )
  expect(formatProgress({ ...state, done: 100e6, seconds: 10, from: 50e6 })).toContain('20 s left')
  const narrow = formatProgress({ ...state, done: 50e6, seconds: 10 }, 60)
  expect(narrow.length).toBe(60)
  expect(formatProgress({ label: 'a', done: 1500, seconds: 1 })).toBe('a  2 kB')
})

test('stamps see a changed file, and one that only looks changed', async () => {
  const folder = temporaryFolder()
  writeFiles(folder, { a: 'one', b: 'two' })
  const stamps = await stampFiles(folder, ['a', 'b'])
  expect(await compareStamps(folder, stamps)).toEqual({ touched: false })
  utimesSync(join(folder, 'a'), 1, 1)
  expect(await compareStamps(folder, stamps)).toEqual({ touched: true })
  writeFileSync(join(folder, 'b'), 'twos')
  expect((await compareStamps(folder, stamps)).complaint).toBe('b has 4 bytes, expected 3')
  writeFileSync(join(folder, 'b'), 'owt')
  utimesSync(join(folder, 'b'), 1, 1)
  expect((await compareStamps(folder, stamps)).complaint).toContain('b has SHA-256')
})

test('what is missing is told at length once, then in one line', () => {
  const context = testContext()
  const none = { executable: null, version: null, source: 'none' }
  const first = [{ way: 'its own download', why: 'no network' }]
  const told = messageFor('electron', { ...none, tried: first }, context)
  expect(told).toContain('    - its own download: no network\n')
  const later = [
    { way: 'its own download', why: 'no network (not tried again today; --retry does)' },
  ]
  expect(messageFor('electron', { ...none, tried: later }, context)).not.toContain('\n')
  const ready = { ...none, executable: '/electron', source: 'cache', tried: first }
  expect(messageFor('electron', ready, context)).toBeUndefined()
})

test('of a wheel only libraries, C headers and CUDA are kept', () => {
  const libraries = ['libtensorflow_cc.so.2']
  const target = (/** @type {string} */ name) => wheelTarget(name, libraries)
  expect(target('tensorflow/libtensorflow_cc.so.2')).toBe('deps/lib/libtensorflow_cc.so.2')
  expect(target('tensorflow/include/tensorflow/c/c_api.h')).toBe(
    'deps/include/tensorflow/c/c_api.h',
  )
  expect(target('nvidia/cudnn/lib/libcudnn.so.9')).toBe('deps/nvidia/cudnn/lib/libcudnn.so.9')
  for (const name of [
    'tensorflow/python/x.so',
    'tensorflow/include/eigen/x.h',
    'tensorflow/include/tensorflow/core/graph.h',
    'nvidia/cudnn/include/cudnn.h',
  ]) {
    expect(target(name)).toBeUndefined()
  }
})

test('packages that npm installed by hand are taken as they are', () => {
  const folder = temporaryFolder()
  const lock = { packages: { '': {}, a: { version: '1', integrity: 'x' }, b: { optional: true } } }
  const write = (/** @type {unknown} */ record) =>
    writeFiles(folder, {
      'package-lock.json': JSON.stringify(lock),
      'node_modules/.package-lock.json': JSON.stringify(record),
    })
  expect(isInstalled(folder)).toBe(false)
  write({ packages: { a: { version: '1', integrity: 'x' } } })
  expect(isInstalled(folder)).toBe(true)
  write({ packages: { a: { version: '2', integrity: 'x' } } })
  expect(isInstalled(folder)).toBe(false)
  write({ packages: {} })
  expect(isInstalled(folder)).toBe(false)
})

test('builds once, again after a change, not after a touch, again when output is gone', async () => {
  const context = testContext()
  const count = join(context.checkout, 'count')
  writeFiles(context.checkout, {
    count: '',
    'src/a.ts': 'a',
    'package-lock.json': '{}',
    'node_modules/electron-vite/bin/electron-vite.js': `
      const fs = require('fs')
      fs.mkdirSync('out', { recursive: true })
      fs.writeFileSync('out/index.js', 'x')
      fs.appendFileSync('count', 'b')`,
  })
  const builds = async () => {
    await setUpBuild(context)
    return readFileSync(count, 'utf8').length
  }
  expect(await builds()).toBe(1)
  expect(await builds()).toBe(1)
  utimesSync(join(context.checkout, 'src/a.ts'), 1, 1)
  expect(await builds()).toBe(1)
  writeFiles(context.checkout, { 'src/a.test.ts': 'a test' })
  expect(await builds()).toBe(1)
  writeFiles(context.checkout, { 'src/a.ts': 'other' })
  expect(await builds()).toBe(2)
  rmSync(join(context.checkout, 'out/index.js'))
  expect(await builds()).toBe(3)
})

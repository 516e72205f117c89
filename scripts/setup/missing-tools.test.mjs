import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { setUpDataset } from './dataset.mjs'
import { setUpElectron9 } from './electron9.mjs'
import { messageFor } from './messages.mjs'
import { setUpNpm } from './npm.mjs'
import { setUpTensorflow } from './tensorflow.mjs'
import { testContext, writeFiles } from './testing.mjs'

const files = {
  'node_modules/@tensorflow/tfjs-node/package.json': JSON.stringify({
    version: '4.22.0',
    binary: { napi_versions: [8] },
  }),
  'node_modules/@tensorflow/tfjs-node/scripts/install.js': 'throw new Error("no network")',
  'node_modules/electron/package.json': '{ "version": "45.0.0" }',
}

/** A machine on which only the named programs exist, as scripts. @param {string[]} programs */
function machineWith(programs) {
  const context = testContext({ platform: 'linux', arch: 'x64' })
  writeFiles(context.checkout, files)
  const bin = /** @type {string} */ (context.env.PATH)
  mkdirSync(bin, { recursive: true })
  symlinkSync('/bin/sh', join(bin, 'sh'))
  for (const program of programs) {
    writeFiles(bin, {
      [program]: '#!/bin/sh\necho "ERROR: no route to the packages" >&2\nexit 1\n',
    })
    chmodSync(join(bin, program), 0o755)
  }
  return context
}

/** @param {any} part @param {any} context @param {'tensorflow' | 'dataset' | 'electron9'} name */
const said = (name, part, context) => messageFor(name, part, context) ?? ''

test('no compiler: says so before anything is downloaded', async () => {
  const context = machineWith([])
  const part = await setUpTensorflow(context)
  expect(part.kind).toBe('wasm')
  const message = said('tensorflow', part, context)
  expect(message).toContain('from PyPI: no C++ compiler found (looked for g++, clang++, c++)')
  expect(message).toContain('Error: no network')
  expect(message).toContain('WebAssembly')
  expect(message).toContain('COOLDOWN_TENSORFLOW')
})

test('no Python, then a Python without pip', async () => {
  const none = machineWith(['g++'])
  const part = await setUpTensorflow(none)
  expect(said('tensorflow', part, none)).toContain(
    'no Python found (looked for python3, python, py -3)',
  )
  const bare = machineWith(['g++', 'python3'])
  expect(said('tensorflow', await setUpTensorflow(bare), bare)).toContain(
    'no pip for Python (python3: ERROR: no route to the packages)',
  )
})

test('offline with an empty cache: nothing is tried, each part says why', async () => {
  const context = { ...machineWith(['g++', 'apt-get', 'dpkg-deb']), offline: true }
  const offline = 'offline: only what is cached is used'
  const tensorflow = await setUpTensorflow(context)
  expect(tensorflow.tried.map(({ why }) => why)).toEqual([
    'not in the cache yet',
    offline,
    'not in the cache yet',
    offline,
  ])
  const dataset = await setUpDataset(context)
  expect(dataset.dir).toBe(null)
  expect(said('dataset', dataset, context)).toContain(`mirror ${context.pins.dataset.mirrors[0]}`)
  expect(said('dataset', dataset, context)).toContain('without --offline')
  const electron = await setUpElectron9(context)
  expect(electron.tried[1]?.why).toBe(offline)
})

test('no network for apt and the mirrors: every way is named with its reason', async () => {
  const context = machineWith(['apt-get', 'dpkg-deb'])
  context.pins.dataset.mirrors = ['http://127.0.0.1:1']
  const part = await setUpDataset(context)
  const message = said('dataset', part, context)
  expect(message).toContain('ERROR: no route to the packages')
  expect(message).toContain('mirror http://127.0.0.1:1: connect ECONNREFUSED')
  expect(message).toContain('COOLDOWN_DATASET')
})

test('npm fails: its own words and what to do', async () => {
  const context = machineWith([])
  writeFiles(context.checkout, { 'package-lock.json': '{ "packages": {} }' })
  const script = join(context.checkout, 'npm-cli.js')
  writeFiles(context.checkout, {
    'npm-cli.js': 'console.error("npm error no way"); process.exit(1)',
  })
  context.env.npm_execpath = script
  await expect(setUpNpm(context)).rejects.toThrow(/npm error no way\nCheck the network/)
  await expect(setUpNpm({ ...context, offline: true })).rejects.toThrow('without --offline')
})

test('an unknown system has no wheel to offer', async () => {
  const context = {
    ...machineWith(['g++']),
    platform: /** @type {const} */ ('sunos'),
    offline: true,
  }
  const { tried } = await setUpTensorflow(context)
  expect(tried[1]?.why).toBe('no wheel to link against for sunos x64')
})

import { mkdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readJson } from './files.mjs'
import { steps } from './tensorflow-ways.mjs'
import { setUpTensorflow } from './tensorflow.mjs'
import { testContext, writeFiles } from './testing.mjs'
import { Unavailable } from './ways.mjs'

const manifest = { version: '4.22.0', binary: { napi_versions: [3, 4, 5, 6, 7, 8] } }

/** @param {Partial<import('./context.mjs').Context>} [given] */
function contextWithTfjs(given) {
  const context = testContext(given)
  const file = 'node_modules/@tensorflow/tfjs-node/package.json'
  writeFiles(context.checkout, { [file]: JSON.stringify(manifest) })
  return context
}

/**
 * Steps that only note that they were taken; those of `failing` fail.
 * @param {string[]} [failing]
 * @param {{ gpu?: boolean }} [machine]
 */
function fakeSteps(failing = [], { gpu = false } = {}) {
  /** @type {string[]} */
  const taken = []
  const take = (/** @type {string} */ step) => {
    taken.push(step)
    if (failing.some((name) => step.startsWith(name))) throw new Error(`${step} failed`)
  }
  const build = (/** @type {any} */ context, /** @type {string} */ name) => {
    const dir = join(context.cache, name)
    for (const part of ['lib', 'deps']) mkdirSync(join(dir, part), { recursive: true })
    return dir
  }
  /** @type {typeof steps} */
  const use = {
    checkBuild: async (context, dir) => {
      take(`check ${dir.slice(context.cache.length + 1)}`)
      return { version: '2.21.0', build: 'cpu' }
    },
    buildFromWheel: async (context, kind) => {
      take(`wheel ${kind}`)
      return build(context, kind)
    },
    buildFromFolder: async (context, folder) => {
      take(`folder ${folder}`)
      return build(context, 'folder')
    },
    runInstaller: async (context) => {
      take('installer')
      return build(context, 'installer')
    },
    linkBuild: steps.linkBuild,
    probeTensorflow: async () => {
      take('probe')
      return { version: '2.21.0', gpu }
    },
    hasNvidiaGpu: async () => gpu,
  }
  return { use, taken }
}

const CPU = 'tensorflow/2.21.0-cpu-linux-x64'
const CUDA = 'tensorflow/2.21.0-cuda-linux-x64'
const INSTALLED = 'tensorflow/tfjs-node-4.22.0-linux-x64'
const linux = /** @type {const} */ ({ platform: 'linux', arch: 'x64' })

test('what the user named comes first, then the cache', async () => {
  const context = contextWithTfjs({ ...linux, env: { COOLDOWN_TENSORFLOW: '/mine' } })
  const named = fakeSteps()
  expect(await setUpTensorflow(context, named.use)).toMatchObject({ source: 'folder' })
  expect(named.taken).toEqual(['folder /mine', 'probe'])
  const other = contextWithTfjs(linux)
  const cached = fakeSteps()
  expect(await setUpTensorflow(other, cached.use)).toMatchObject({
    kind: 'native',
    source: 'cache',
    build: 'cpu',
    version: '2.21.0',
    dir: join(other.cache, CPU),
  })
  expect(cached.taken).toEqual([`check ${CPU}`, 'probe'])
})

test('then the wheel, the installer, and WebAssembly at last', async () => {
  const wheel = fakeSteps(['check'])
  const context = contextWithTfjs(linux)
  expect(await setUpTensorflow(context, wheel.use)).toMatchObject({
    source: 'pypi',
    tried: [{ way: 'cached TensorFlow 2.21.0 (cpu)', why: `check ${CPU} failed` }],
  })
  const link = join(context.checkout, 'node_modules/@tensorflow/tfjs-node/lib')
  expect(readlinkSync(link)).toBe(join(context.cache, 'cpu', 'lib'))
  const installer = fakeSteps(['check', 'wheel'])
  expect(await setUpTensorflow(contextWithTfjs(linux), installer.use)).toMatchObject({
    source: 'tfjs-installer',
  })
  const none = fakeSteps(['check', 'wheel', 'installer'])
  expect(await setUpTensorflow(contextWithTfjs(linux), none.use)).toMatchObject({
    kind: 'wasm',
    source: 'none',
    dir: null,
  })
  expect(none.taken).toEqual([`check ${CPU}`, 'wheel cpu', `check ${INSTALLED}`, 'installer'])
})

test('with a GPU the CUDA build, falling back to the CPU build', async () => {
  const cuda = fakeSteps(['check'], { gpu: true })
  const context = contextWithTfjs(linux)
  expect(await setUpTensorflow(context, cuda.use)).toMatchObject({ source: 'pypi', build: 'cuda' })
  const fallback = fakeSteps(['check', 'wheel cuda'], { gpu: true })
  expect(await setUpTensorflow(contextWithTfjs(linux), fallback.use)).toMatchObject({
    build: 'cpu',
  })
  expect(fallback.taken.slice(0, 4)).toEqual([
    `check ${CUDA}`,
    'wheel cuda',
    `check ${CPU}`,
    'wheel cpu',
  ])
  const env = { COOLDOWN_TENSORFLOW_BUILD: 'cpu' }
  const asked = fakeSteps([], { gpu: true })
  await setUpTensorflow(contextWithTfjs({ ...linux, env }), asked.use)
  expect(asked.taken).toEqual([`check ${CPU}`, 'probe'])
})

test('a build that does not compute is not taken', async () => {
  const { use } = fakeSteps(['probe'])
  const part = await setUpTensorflow(contextWithTfjs(linux), use)
  expect(part.kind).toBe('wasm')
  expect(part.tried.map(({ why }) => why)).toContain('probe failed')
})

test('a warm start only looks at the files', async () => {
  const context = contextWithTfjs(linux)
  await setUpTensorflow(context, fakeSteps().use)
  const warm = fakeSteps()
  expect(await setUpTensorflow(context, warm.use)).toMatchObject({ source: 'cache', tried: [] })
  expect(warm.taken).toEqual([`check ${CPU}`])
  const damaged = fakeSteps([`check ${CPU}`])
  expect(await setUpTensorflow(context, damaged.use)).toMatchObject({ source: 'pypi' })
})

test('a failed download is remembered, a missing tool is not, and retry forgets', async () => {
  const context = contextWithTfjs(linux)
  await setUpTensorflow(context, fakeSteps(['check', 'wheel', 'installer']).use)
  const next = fakeSteps(['check', 'wheel', 'installer'])
  const { tried } = await setUpTensorflow(context, next.use)
  expect(next.taken).toEqual([`check ${CPU}`, `check ${INSTALLED}`])
  expect(tried[1]?.why).toBe('wheel cpu failed (not tried again today; --retry does)')
  const again = fakeSteps(['check'])
  const retried = await setUpTensorflow({ ...context, retry: true }, again.use)
  expect(retried.source).toBe('pypi')
  const other = contextWithTfjs(linux)
  const missing = fakeSteps(['check', 'installer'])
  missing.use.buildFromWheel = async () => {
    throw new Unavailable('no C++ compiler found')
  }
  await setUpTensorflow(other, missing.use)
  expect(await setUpTensorflow(other, fakeSteps(['check']).use)).toMatchObject({ source: 'pypi' })
})

test('the state names what was chosen', async () => {
  const context = contextWithTfjs(linux)
  await setUpTensorflow(context, fakeSteps(['check']).use)
  const state = readJson(join(context.checkout, 'node_modules/.cooldown/tensorflow.json'))
  expect(state).toMatchObject({ source: 'pypi', build: 'cpu', dir: join(context.cache, 'cpu') })
})

import { createHash } from 'node:crypto'
import { readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { setUpDataset } from './dataset.mjs'
import { testContext, writeFiles } from './testing.mjs'

/** A small data set of the same form. */
const raw = {
  'train-images-idx3-ubyte.gz': Buffer.from([
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4,
  ]),
  'train-labels-idx1-ubyte.gz': Buffer.from([0, 0, 8, 1, 0, 0, 0, 2, 9, 0]),
}
/** @type {Record<string, number[]>} */
const dims = { 'train-images-idx3-ubyte.gz': [2, 1, 2], 'train-labels-idx1-ubyte.gz': [2] }
/** @type {any} */
const good = Object.fromEntries(Object.entries(raw).map(([name, bytes]) => [name, gzipSync(bytes)]))
/** The contents without their headers of 16 and 8 bytes. */
const decoded = Buffer.from([1, 2, 3, 4, 9, 0])
const sha256 = (/** @type {Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest('hex')

/** @param {Record<string, Uint8Array>} [served] */
async function machine(served = good) {
  const server = createServer((request, response) => {
    const file = served[(request.url ?? '').slice(1)]
    response.writeHead(file ? 200 : 404).end(file)
  })
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  const context = testContext()
  const pinOf = (/** @type {[string, Buffer]} */ [name, bytes]) => [
    name,
    {
      dims: dims[name],
      sha256: sha256(bytes),
      mirrored: { bytes: good[name].length, sha256: sha256(good[name]) },
    },
  ]
  context.pins.dataset = {
    ...context.pins.dataset,
    mirrors: [`http://127.0.0.1:${port}`],
    files: Object.fromEntries(Object.entries(raw).map(pinOf)),
    decoded: { name: 'decoded.bin', bytes: decoded.length, sha256: sha256(decoded) },
  }
  return { context, dir: join(context.cache, 'datasets', 'fashion-mnist') }
}

const labels = 'train-labels-idx1-ubyte.gz'

test('fetches, verifies, and then finds it in the cache', async () => {
  const { context, dir } = await machine()
  expect(await setUpDataset(context)).toMatchObject({ dir, source: 'mirror' })
  expect(readFileSync(join(dir, labels)).equals(good[labels])).toBe(true)
  expect(await setUpDataset(context)).toMatchObject({ dir, source: 'cache', tried: [] })
})

test('a damaged file in the cache is told, not used, and fetched again', async () => {
  const { context, dir } = await machine()
  await setUpDataset(context)
  writeFiles(dir, { [labels]: gzipSync(Buffer.from([0, 0, 8, 1, 0, 0, 0, 2, 9, 77])) })
  const part = await setUpDataset(context)
  expect(part.source).toBe('mirror')
  expect(part.tried[0]?.why).toContain(`${labels} has label 77 at 1, must be 0 to 9`)
  expect(readFileSync(join(dir, labels)).equals(good[labels])).toBe(true)
})

test('a file that was only touched is verified again and used', async () => {
  const { context, dir } = await machine()
  await setUpDataset(context)
  utimesSync(join(dir, labels), 1, 1)
  expect(await setUpDataset(context)).toMatchObject({ source: 'cache' })
})

test("the user's own folder is used as it is, and never changed", async () => {
  const { context, dir } = await machine()
  const folder = join(context.checkout, 'mine')
  context.env.COOLDOWN_DATASET = folder
  writeFiles(folder, good)
  expect(await setUpDataset(context)).toMatchObject({ dir: folder, source: 'folder', tried: [] })
  writeFiles(folder, { [labels]: good[labels].subarray(0, 12) })
  const before = statSync(join(folder, labels)).mtimeMs
  const part = await setUpDataset(context)
  expect(part).toMatchObject({ dir, source: 'mirror' })
  expect(part.tried[0]?.why).toContain(`in ${folder}: ${labels} is cut off after 12 bytes`)
  expect(statSync(join(folder, labels)).mtimeMs).toBe(before)
})

test('a mirror with other bytes is refused', async () => {
  const { context } = await machine({ ...good, [labels]: Buffer.alloc(good[labels].length) })
  const part = await setUpDataset(context)
  expect(part.dir).toBe(null)
  expect(part.tried.at(-1)?.why).toContain('expected')
})

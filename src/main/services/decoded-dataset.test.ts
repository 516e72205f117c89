import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decodedBytes } from '../../shared/domain/decoded-dataset'
import { DecodedDataset } from './decoded-dataset'

/** What a file of zeros has. */
const sha256 = createHash('sha256').update(new Uint8Array(decodedBytes)).digest('hex')

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooldown-decoded-'))
  file = join(folder, 'decoded.bin')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A sparse file: it takes no room on the disk. */
function writeZeros(bytes = decodedBytes, begin = ''): void {
  writeFileSync(file, begin)
  truncateSync(file, bytes)
}

const dataset = (expected = sha256) =>
  new DecodedDataset({
    dir: folder,
    source: 'cache',
    tried: [],
    decoded: { file, bytes: decodedBytes, sha256: expected },
  })

const unavailable = (...parts: string[]) => ({
  code: 'data-unavailable',
  message: expect.stringContaining(parts.join('')) as string,
})

test('gives the path of a file with the right hash', async () => {
  writeZeros()
  expect(await dataset().open()).toBe(file)
})

test('describes what it has', async () => {
  writeZeros()
  expect(await dataset().describe()).toEqual({
    name: 'Fashion-MNIST',
    ready: true,
    trainImages: 60_000,
    testImages: 10_000,
    source: 'cache',
    folder,
    problem: null,
  })
})

test('says what was tried when the set-up found nothing', async () => {
  const tried = [
    { way: 'cache', why: 'empty' },
    { way: 'download', why: 'no network' },
  ]
  const missing = new DecodedDataset({ dir: null, source: 'none', tried, decoded: null })
  await expect(missing.open()).rejects.toMatchObject(
    unavailable('not on this machine (cache: empty; download: no network).'),
  )
  expect(await missing.describe()).toMatchObject({ ready: false, folder: null })
  await expect(new DecodedDataset(undefined).open()).rejects.toMatchObject(
    unavailable('not on this machine.'),
  )
})

test('refuses a file that is missing', async () => {
  await expect(dataset().open()).rejects.toMatchObject(unavailable(`cannot be read: ${file}`))
})

test('refuses a file of another size', async () => {
  writeZeros(decodedBytes - 1)
  await expect(dataset().open()).rejects.toMatchObject(
    unavailable(`${file} has ${decodedBytes - 1} bytes; it must have ${decodedBytes}.`),
  )
})

test('refuses a file with another hash, as often as it is asked', async () => {
  writeZeros(decodedBytes, 'x')
  const wrong = dataset()
  for (let time = 0; time < 2; time++) {
    await expect(wrong.open()).rejects.toMatchObject(unavailable(`must have ${sha256}.`))
  }
  expect((await wrong.describe()).problem).toContain('npm run setup')
})

test('takes a file that was put right', async () => {
  writeZeros(1)
  const repaired = dataset()
  await expect(repaired.open()).rejects.toThrow()
  writeZeros()
  expect(await repaired.open()).toBe(file)
})

test('refuses a file that changed after it was checked', async () => {
  writeZeros()
  utimesSync(file, 1_000, 1_000)
  const changing = dataset()
  await changing.open()
  writeZeros(decodedBytes, 'x')
  utimesSync(file, 2_000, 2_000)
  await expect(changing.open()).rejects.toMatchObject(unavailable(`must have ${sha256}.`))
})

test('refuses a file that vanished after it was checked', async () => {
  writeZeros()
  const vanishing = dataset()
  await vanishing.open()
  rmSync(file)
  await expect(vanishing.open()).rejects.toMatchObject(unavailable('cannot be read'))
})

test('does not hash again what has not changed', async () => {
  writeZeros()
  utimesSync(file, 1_000, 1_000)
  const checked = dataset()
  await checked.open()
  // Other bytes, but the size and the time of the file that was checked.
  writeZeros(decodedBytes, 'x')
  utimesSync(file, 1_000, 1_000)
  expect(await checked.open()).toBe(file)
})

import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readArchive } from './bundles/read-archive'
import { requireHonestSizes } from './honest-zip'
import { readFiles } from './imports/read-files'

/** The archive, claiming in both of its lists that its files unpack to so many bytes. */
function claiming(bytes: Uint8Array, claimed: number): Uint8Array {
  const lying = bytes.slice()
  const view = new DataView(lying.buffer)
  for (let at = 0; at + 30 < lying.length; at++) {
    const signature = view.getUint32(at, true)
    if (signature === 0x04034b50) view.setUint32(at + 22, claimed, true)
    if (signature === 0x02014b50) view.setUint32(at + 24, claimed, true)
  }
  return lying
}

test('an archive that claims its sizes truly is as good as before', () => {
  const files = {
    'a.csv': new Uint8Array(10_000),
    empty: new Uint8Array(),
    'b/c': Uint8Array.of(1),
  }
  expect(() => requireHonestSizes(zipSync(files))).not.toThrow()
  expect(() => requireHonestSizes(zipSync(files, { level: 0 }))).not.toThrow()
})

test.each([0, 1, 9_999, 10_001])('one that claims %i of 10,000 bytes is refused', (claimed) => {
  const bytes = claiming(zipSync({ 'a.csv': new Uint8Array(10_000) }), claimed)
  expect(() => requireHonestSizes(bytes)).toThrow()
})

test('a bomb that claims to be small ends at once, without its memory', () => {
  const bomb = claiming(zipSync({ 'a.csv': new Uint8Array(256 * 1024 ** 2) }), 100)
  const before = process.memoryUsage().rss
  const started = performance.now()
  expect(() => readFiles([{ path: 'x.zip', bytes: bomb }])).toThrow('it must be a whole zip')
  expect(() => readArchive(bomb)).toThrow('it is cut short, damaged')
  expect(performance.now() - started).toBeLessThan(1_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 ** 2)
})

test('a bomb that says what it is is refused before it is unpacked', () => {
  const bomb = zipSync({ 'a.csv': new Uint8Array(256 * 1024 ** 2) })
  const started = performance.now()
  expect(() => readFiles([{ path: 'x.zip', bytes: bomb }])).toThrow('at most 64 MiB')
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('names that are no names of files change nothing', () => {
  const csv = new TextEncoder().encode('epoch,loss\n0,1\n')
  const named = ['../x.csv', '/etc/x.csv', '__prxto__', 'constructor', 'a/../../x.csv']
  const zip = zipSync(Object.fromEntries(named.map((name) => [name, csv])), { level: 0 })
  // The packer itself would trip over the name that is meant.
  const text = Buffer.from(zip).toString('latin1').replaceAll('__prxto__', '__proto__')
  const bytes = new Uint8Array(Buffer.from(text, 'latin1'))
  readFiles([{ path: 'x.zip', bytes }])
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('polluted')
  expect(({} as { loss?: unknown }).loss).toBeUndefined()
})

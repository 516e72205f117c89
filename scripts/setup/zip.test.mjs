import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { crc32InJavaScript } from './crc32.mjs'
import { temporaryFolder } from './testing.mjs'
import { makeZip } from './zip-making.mjs'
import { extract } from './zip.mjs'

/** @param {Buffer} archive @param {(name: string) => string | undefined} [wanted] */
async function unzip(archive, wanted = (name) => name) {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'a.zip'), archive)
  const into = join(folder, 'into')
  return { into, written: await extract(join(folder, 'a.zip'), into, wanted) }
}

const big = Buffer.alloc(3_000_000, 'cooldown ')

for (const zip64 of [false, true]) {
  test(`extracts stored, packed and empty files, zip64: ${zip64}`, async () => {
    const archive = makeZip(
      [
        { name: 'a/', data: '', stored: true },
        { name: 'a/stored.txt', data: 'stored', stored: true },
        { name: 'a/big.bin', data: big },
        { name: 'empty', data: '', stored: true },
        { name: 'empty-packed', data: '' },
      ],
      { zip64, comment: 'with a comment' },
    )
    const { into, written } = await unzip(archive)
    expect(written).toEqual(['a/stored.txt', 'a/big.bin', 'empty', 'empty-packed'])
    expect(readFileSync(join(into, 'a/stored.txt'), 'utf8')).toBe('stored')
    expect(readFileSync(join(into, 'a/big.bin')).equals(big)).toBe(true)
    expect(statSync(join(into, 'empty')).size).toBe(0)
    expect(statSync(join(into, 'empty-packed')).size).toBe(0)
  })
}

test('writes only what is wanted, under the wanted name, programs as programs', async () => {
  const archive = makeZip([
    { name: 'bin/run', data: '#!', mode: 0o100555 },
    { name: 'other', data: 'x' },
  ])
  const { into } = await unzip(archive, (name) => (name === 'bin/run' ? 'run' : undefined))
  expect(statSync(join(into, 'run')).mode & 0o777).toBe(0o755)
  expect(existsSync(join(into, 'other'))).toBe(false)
})

for (const name of ['../out', 'a/../../out', '/etc/out', 'a\\..\\out', '..']) {
  test(`refuses to write outside the folder: ${name}`, async () => {
    await expect(unzip(makeZip([{ name, data: 'x' }]))).rejects.toThrow('leads out of the folder')
  })
}

test('refuses symbolic links, encryption, unknown methods', async () => {
  const link = makeZip([{ name: 'l', data: '/etc', mode: 0o120777 }])
  await expect(unzip(link)).rejects.toThrow('symbolic link')
  const secret = makeZip([{ name: 's', data: 'x', flags: 1 }])
  await expect(unzip(secret)).rejects.toThrow('encrypted')
})

test('tells a wrong CRC, and files larger or smaller than they claim', async () => {
  const damaged = makeZip([{ name: 'a', data: 'data', crc: 1 }])
  await expect(unzip(damaged)).rejects.toThrow('has CRC adf3f363, expected 00000001')
  const bomb = makeZip([{ name: 'a', data: big, size: 1000 }])
  await expect(unzip(bomb)).rejects.toThrow('is larger than it says')
  const short = makeZip([{ name: 'a', data: 'data', size: 9 }])
  await expect(unzip(short)).rejects.toThrow('has 4 bytes, expected 9')
})

test('tells a truncated archive, wherever it was cut', async () => {
  const whole = makeZip([{ name: 'a', data: big, stored: true }])
  for (const length of [0, 10, 100, 2_000_000, whole.length - 1]) {
    await expect(unzip(whole.subarray(0, length))).rejects.toThrow(/zip/)
  }
})

test('the CRC in JavaScript has the value of the standard, also in pieces', () => {
  const digits = Buffer.from('123456789')
  expect(crc32InJavaScript(digits)).toBe(0xcbf43926)
  const first = crc32InJavaScript(digits.subarray(0, 4))
  expect(crc32InJavaScript(digits.subarray(4), first)).toBe(0xcbf43926)
})

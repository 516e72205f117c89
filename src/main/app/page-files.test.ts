import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPageFile } from './page-files'

let above: string
let folder: string

beforeEach(async () => {
  above = await mkdtemp(join(tmpdir(), 'cooldown-page-'))
  folder = join(above, 'page')
  await mkdir(join(folder, 'assets'), { recursive: true })
  // A sibling whose name begins like the folder's.
  await mkdir(`${folder}-evil`)
  await writeFile(join(folder, 'index.html'), 'page')
  await writeFile(join(folder, 'assets/a b.js'), 'script')
  await writeFile(join(folder, 'notes.secret'), 'secret')
  await writeFile(join(`${folder}-evil`, 'x.js'), 'evil')
  await writeFile(join(above, 'x.js'), 'outside')
  await symlink(join(above, 'x.js'), join(folder, 'link.js'))
  await symlink(above, join(folder, 'up'))
  await symlink(`${folder}-evil`, join(folder, 'sibling'))
})
afterEach(() => rm(above, { recursive: true }))

const read = async (address: string) => (await readPageFile(folder, address))?.bytes.toString()

test('files of the page are read, with their kind', async () => {
  expect(await read('app://cooldown/index.html#/x?y')).toBe('page')
  expect(await read('app://cooldown/assets/a%20b.js')).toBe('script')
  const file = await readPageFile(folder, 'app://cooldown/index.html')
  expect(file?.mediaType).toBe('text/html; charset=utf-8')
})

test.each([
  'app://cooldown/../x.js',
  'app://cooldown/..%2fx.js',
  'app://cooldown/..%2f..%2fetc/passwd',
  'app://cooldown/%2e%2e/x.js',
  'app://cooldown/assets/..%2f..%2fx.js',
  'app://cooldown/..%2fpage-evil%2fx.js',
  'app://cooldown/..%5cx.js',
  'app://cooldown/link.js',
  'app://cooldown/up/x.js',
  'app://cooldown/sibling/x.js',
  'app://cooldown/index.html%00.js',
  'app://cooldown/%ff.js',
  'app://cooldown//etc/passwd',
  'app://cooldown/',
  'app://cooldown/assets',
  'app://cooldown/notes.secret',
  'app://cooldown.evil/index.html',
  'app://cooldown:1/index.html',
  'app://other/index.html',
  'file:///etc/passwd',
])('%s is not there', async (address) => {
  expect(await readPageFile(folder, address)).toBeNull()
})

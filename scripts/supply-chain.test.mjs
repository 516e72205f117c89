import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkoutDir } from './setup/paths.mjs'

const read = (/** @type {string} */ name) => readFileSync(join(checkoutDir, name), 'utf8')

/**
 * @typedef {{ integrity?: string, link?: true, resolved?: string, hasInstallScript?: true }} Package
 * @type {[string, Package][]}
 */
const packages = Object.entries(JSON.parse(read('package-lock.json')).packages).filter(
  ([name]) => name !== '',
)

test('every package is pinned by a SHA-512, and comes from the registry', () => {
  expect(packages.length).toBeGreaterThan(500)
  const unpinned = packages.filter(
    ([, { integrity, link, resolved }]) =>
      link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || /^(git|file)/.test(resolved ?? ''),
  )
  expect(unpinned.map(([name]) => name)).toEqual([])
})

test('what we ask for is asked for by its exact version', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'))
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^(npm:@?[\w/-]+@)?\d+\.\d+\.\d+$/)
  }
})

test('nobody runs a script at installation; those who would are known by name', () => {
  expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m)
  expect(read('scripts/setup/npm.mjs')).toContain("'ci', '--ignore-scripts'")
  const would = packages.filter(([, { hasInstallScript }]) => hasInstallScript)
  const names = would.map(([name]) => name.slice(name.lastIndexOf('node_modules/') + 13))
  // The set-up fetches TensorFlow itself, by hash; the others work without their scripts.
  expect([...new Set(names)].sort()).toEqual(['@tensorflow/tfjs-node', 'core-js', 'esbuild'])
})

test('files that the set-up fetches are pinned by hash', () => {
  const hashless = /** @type {string[]} */ ([])
  const look = (/** @type {unknown} */ value, /** @type {string} */ path) => {
    if (typeof value !== 'object' || value === null) return
    const entry = /** @type {Record<string, unknown>} */ (value)
    if (typeof entry.url === 'string' && !/^[0-9a-f]{64}$/.test(String(entry.sha256)))
      hashless.push(path)
    for (const [key, inner] of Object.entries(entry)) look(inner, `${path}.${key}`)
  }
  look(JSON.parse(read('scripts/setup/pins.json')), 'pins')
  expect(hashless).toEqual([])
})

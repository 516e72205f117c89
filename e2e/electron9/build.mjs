// Builds the app for Electron 9 (Node 12, Chromium 83): the newest Electron that package registries
// carry, used by the end-to-end tests alone. The product is built by electron.vite.config.ts.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { build as bundle } from 'esbuild'
import { build as buildPage } from 'vite'

const here = dirname(fileURLToPath(import.meta.url))
const root = resolve(here, '../..')
const out = join(root, 'out-electron9')

/** Modules whose Electron calls differ, and Node's modules that were named otherwise. */
const replacements = {
  name: 'electron9',
  setup(build) {
    build.onResolve({ filter: /\/(page-protocol|lockdown|own-page)$/ }, ({ path, importer }) =>
      importer.startsWith(here) ? undefined : { path: join(here, `${path.split('/').pop()}.ts`) },
    )
    build.onResolve({ filter: /^(node:)?fs\/promises$/ }, () => ({
      path: 'fs/promises',
      namespace: 'node12',
    }))
    build.onResolve({ filter: /^(node:)?stream\/web$|^(node:)?timers\/promises$/ }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace: 'node12',
    }))
    build.onLoad({ filter: /.*/, namespace: 'node12' }, ({ path }) => ({
      contents: node12[path] ?? 'module.exports = {}',
      loader: 'js',
    }))
  },
}

/** What Node 12 has under other names. */
const node12 = {
  'fs/promises': "module.exports = require('fs').promises",
  'timers/promises':
    'exports.setImmediate = (value) => new Promise((done) => setImmediate(done, value))',
}

const common = {
  bundle: true,
  platform: 'node',
  target: ['node12.14', 'chrome83'],
  format: 'cjs',
  external: ['electron'],
  plugins: [replacements],
  logLevel: 'warning',
}

await mkdir(out, { recursive: true })
await writeFile(
  join(out, 'package.json'),
  JSON.stringify({ name: 'cooldown', type: 'commonjs', main: 'main/index.js' }),
)
await bundle({
  ...common,
  entryPoints: [join(root, 'src/main/index.ts')],
  outfile: join(out, 'main/index.js'),
  inject: [join(here, 'polyfills.mjs')],
  define: {
    __PROGRAMS__: JSON.stringify('../../out/main'),
    'import.meta.url': '__moduleUrl',
  },
  banner: { js: "const __moduleUrl = require('url').pathToFileURL(__filename).href;" },
})
await bundle({
  ...common,
  entryPoints: [join(root, 'src/preload/index.ts')],
  outfile: join(out, 'preload/index.cjs'),
})
await buildPage({
  root: join(root, 'src/renderer'),
  base: './',
  configFile: false,
  logLevel: 'warn',
  plugins: [
    vue(),
    { name: 'polyfills', transformIndexHtml: { order: 'pre', handler: polyfilled } },
  ],
  build: { outDir: join(out, 'renderer'), emptyOutDir: true, target: 'chrome83' },
  server: { fs: { strict: false } },
})

function polyfilled() {
  return [
    {
      tag: 'script',
      attrs: { type: 'module', src: '../../e2e/electron9/page-polyfills.mjs' },
      injectTo: 'head-prepend',
    },
  ]
}

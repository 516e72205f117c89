import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { reportProgram } from './scripts/report-program.mjs'

const entry = (path: string) => resolve(import.meta.dirname, path)

/** Libraries of plain JavaScript, built in: read as one file they start several times faster. */
const builtIn = [
  ...['@hono/node-server', 'hono', 'ws', '@msgpack/msgpack', 'zod', 'mathjs'],
  ...['commander', 'cli-progress', 'cli-table3', 'csv-stringify', 'conf', 'fflate'],
]

/** Four programs for Node (app, lab server, command line, and the processes they fork), a preload script and the page. */
export default defineConfig({
  main: {
    plugins: [reportProgram()],
    define: { __PROGRAMS__: JSON.stringify('.') },
    build: {
      externalizeDeps: { exclude: builtIn },
      rollupOptions: {
        // What ws uses where it is there.
        external: ['bufferutil', 'utf-8-validate'],
        input: {
          index: entry('src/main/index.ts'),
          serve: entry('src/main/serve.ts'),
          cli: entry('src/main/cli.ts'),
          trainer: entry('src/main/trainer/index.ts'),
          painter: entry('src/main/painter/index.ts'),
        },
        // Beside the programs, so that every module's own folder is the programs' folder.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: { index: entry('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    build: { minify: true, rollupOptions: { input: entry('src/renderer/index.html') } },
    plugins: [vue()],
  },
})

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** What the licences of the libraries inside ask for. */
const notice = `/*! Contains Apache ECharts, Copyright The Apache Software Foundation, Apache License 2.0;
ZRender, Copyright Baidu Inc., BSD 3-Clause Licence; tslib, Copyright Microsoft, 0BSD. */`

/** Name of the file beside the built programs. */
export const reportProgramName = 'report-program.js'

/** The program of exported reports as one script: charts included, nothing to load. */
export async function buildReportProgram() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'src/report/main.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'chrome83',
    // ECharts asks for it where browsers have no such thing.
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: notice },
    logLevel: 'warning',
  })
  return outputFiles[0].text
}

/** Puts the program beside those of the main process. */
export const reportProgram = () => ({
  name: 'report-program',
  async generateBundle() {
    const source = await buildReportProgram()
    this.emitFile({ type: 'asset', fileName: reportProgramName, source })
  },
})

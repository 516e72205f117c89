import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkoutDir } from './setup/paths.mjs'

/**
 * Imports TypeScript of the checkout into this process: bundled, with the packages left where they are.
 * @param {string} contents what to export, such as "export * from './index'"
 * @param {string} folder below the checkout, where the paths in it begin
 */
export async function importBundled(contents, folder) {
  // Not at the top: the set-up, which installs it, comes first.
  const { build } = await import('esbuild')
  const cache = join(checkoutDir, 'node_modules', '.cache', 'bundled')
  // Where packages are found; gone once it has been read.
  const file = join(cache, `${randomUUID()}.mjs`)
  await mkdir(cache, { recursive: true })
  try {
    await build({
      stdin: { contents, resolveDir: join(checkoutDir, folder), loader: 'ts' },
      bundle: true,
      outfile: file,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      logLevel: 'warning',
      // What it looks up beside itself, it looks up from the folder.
      define: {
        'import.meta.url': JSON.stringify(pathToFileURL(join(checkoutDir, folder, '_')).href),
        'import.meta.dirname': JSON.stringify(join(checkoutDir, folder)),
      },
    })
    return await import(pathToFileURL(file).href)
  } finally {
    await rm(file, { force: true })
  }
}

import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkoutDir } from './setup/paths.mjs'

/**
 * Imports TypeScript of the checkout into this process: bundled with its packages, so that all of it is
 * loaded in the order of its imports.
 * @param {string} contents what to export, such as "export * from './index'"
 * @param {string} folder below the checkout, where the paths in it begin
 */
export async function importBundled(contents, folder) {
  // Not at the top: the set-up, which installs it, comes first.
  const { build } = await import('esbuild')
  const here = JSON.stringify(pathToFileURL(join(checkoutDir, folder, '_')).href)
  const cache = join(checkoutDir, 'node_modules', '.cache', 'bundled')
  // Gone once it has been read.
  const file = join(cache, `${randomUUID()}.mjs`)
  await mkdir(cache, { recursive: true })
  try {
    await build({
      stdin: { contents, resolveDir: join(checkoutDir, folder), loader: 'ts' },
      bundle: true,
      outfile: file,
      format: 'esm',
      platform: 'node',
      logLevel: 'warning',
      // Packages in CommonJS ask for Node's own modules by it.
      banner: {
        js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(${here});`,
      },
      // What it looks up beside itself, it looks up from the folder.
      define: {
        'import.meta.url': here,
        'import.meta.dirname': JSON.stringify(join(checkoutDir, folder)),
      },
    })
    return await import(pathToFileURL(file).href)
  } finally {
    await rm(file, { force: true })
  }
}

import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkoutDir } from './setup/paths.mjs'

/**
 * Imports TypeScript of the checkout into this process: bundled in memory, nothing is written.
 * @param {string} contents what to export, such as "export * from './index'"
 * @param {string} folder below the checkout, where the paths in it begin
 */
export async function importBundled(contents, folder) {
  // Not at the top: the set-up, which installs it, comes first.
  const { build } = await import('esbuild')
  const here = JSON.stringify(pathToFileURL(join(checkoutDir, folder, '_')).href)
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(checkoutDir, folder), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'warning',
    // Packages in CommonJS ask for Node's own modules by it.
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(${here});`,
    },
    // The bundle lies nowhere; what it looks up, it looks up from the folder.
    define: {
      'import.meta.url': here,
      'import.meta.dirname': JSON.stringify(join(checkoutDir, folder)),
    },
  })
  const code = Buffer.from(outputFiles[0].contents).toString('base64')
  return import(`data:text/javascript;base64,${code}`)
}

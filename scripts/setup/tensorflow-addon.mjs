import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { findProgram } from './programs.mjs'
import { ADDON, addonFolders, tfjsNodeDir } from './tensorflow-layout.mjs'
import { Unavailable } from './ways.mjs'

const COMPILERS = ['g++', 'clang++', 'c++']
const COMPILE_MS = 10 * 60_000

/**
 * @param {import('./context.mjs').Context} context
 * @returns {string} the C++ compiler
 */
export function findCompiler({ env, platform }) {
  const names = env.CXX ? [env.CXX, ...COMPILERS] : COMPILERS
  for (const name of names) {
    const found = findProgram(name, env, platform)
    if (found) return found
  }
  throw new Unavailable(`no C++ compiler found (looked for ${names.join(', ')})`)
}

/**
 * Compiles tfjs-node's addon against the libraries in `<dir>/deps/lib`.
 * @param {import('./context.mjs').Context} context
 * @param {{ dir: string, include: string, libraries: string[] }} what
 */
export async function compileAddon(context, { dir, include, libraries }) {
  const compiler = findCompiler(context)
  const binding = join(tfjsNodeDir(context.checkout), 'binding')
  const folders = addonFolders(context.checkout).map((folder) => join(dir, folder))
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  const [target = '', ...copies] = folders.map((folder) => join(folder, ADDON))
  const nodeHeaders = join(context.checkout, 'node_modules', 'node-api-headers', 'include')
  context.log.say('Compiling the TensorFlow addon (about 10 s).')
  const args = [
    ...['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8'],
    ...[join(binding, 'tfjs_backend.cc'), join(binding, 'tfjs_binding.cc')],
    ...['-I', nodeHeaders, '-I', include],
    ...linkOptions(context.platform, join(dir, 'deps', 'lib'), libraries),
    ...['-o', target],
  ]
  const result = await runCommand(compiler, args, { env: context.env, timeoutMs: COMPILE_MS })
  if (result.code !== 0) {
    throw new Error(`${compiler} failed: ${result.ended ?? lastLines(result.output, 6)}`)
  }
  for (const copy of copies) copyFileSync(target, copy)
}

/**
 * The addon finds the libraries relative to itself, so the folder can be moved as a whole.
 * @param {NodeJS.Platform} platform
 * @param {string} folder
 * @param {string[]} libraries
 */
function linkOptions(platform, folder, libraries) {
  const files = libraries.map((name) => join(folder, name))
  if (platform === 'darwin') {
    return ['-undefined', 'dynamic_lookup', ...files, '-Wl,-rpath,@loader_path/../../deps/lib']
  }
  const named = libraries.map((name) => `-l:${name}`)
  return ['-L', folder, ...named, '-Wl,-rpath,$ORIGIN/../../deps/lib']
}

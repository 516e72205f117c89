import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lastLines, runCommand } from '../../scripts/setup/command.mjs'
import { readJson, writeJson } from '../../scripts/setup/files.mjs'
import { bytesBelow, makeFolder } from '../../scripts/setup/folders.mjs'
import { withLock } from '../../scripts/setup/lock.mjs'
import { findPip } from '../../scripts/setup/python.mjs'

export const peersFolder = fileURLToPath(new URL('../peers/', import.meta.url))
const requirements = join(peersFolder, 'requirements.txt')

/** The oldest Python for which all of the pinned releases are made. */
const OLDEST_PYTHON = [3, 11]
/** A large wheel may come slowly; nothing at all for this long means that nothing will. */
const STALL_MS = 180_000
const STAMP = 'complete.json'

/**
 * A Python environment with the peers in it, in the cache that checkouts share; made at the first
 * use, and again when the pinned versions or the Python change. pip's own configuration decides
 * where packages come from.
 * @param {import('../../scripts/setup/context.mjs').Context} context
 * @returns {Promise<string>} its Python
 */
export async function peersPython(context) {
  const pip = await findPip(context)
  const [program = '', ...flags] = pip.slice(0, -2)
  const version = await pythonVersion(context, program, flags)
  const key = createHash('sha256').update(version).update(readFileSync(requirements)).digest('hex')
  const folder = join(context.cache, 'bench-peers', key.slice(0, 12))
  const python = context.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']
  const found = join(folder, ...python)
  if (readJson(join(folder, STAMP))?.key === key) return found
  await withLock(context, 'bench-peers', async () => {
    if (readJson(join(folder, STAMP))?.key === key) return
    if (context.offline) throw new Error('the peers are not in the cache yet, and --offline is on')
    rmSync(folder, { recursive: true, force: true })
    makeFolder(folder)
    // Without pip of its own: some systems have Python's venv, but not what puts pip into it.
    await must(context, [program, ...flags, '-m', 'venv', '--without-pip', folder])
    await install(context, pip, { folder, python: found })
    writeJson(join(folder, STAMP), { key, version })
  })
  return found
}

/**
 * @param {import('../../scripts/setup/context.mjs').Context} context
 * @param {string} program @param {string[]} flags
 */
async function pythonVersion(context, program, flags) {
  const script = 'import sys; print(sys.executable, *sys.version_info[:3])'
  const said = await must(context, [program, ...flags, '-c', script])
  const [major = 0, minor = 0] = said.trim().split(' ').slice(-3).map(Number)
  const [oldMajor = 0, oldMinor = 0] = OLDEST_PYTHON
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return said
  throw new Error(`the peers need Python ${OLDEST_PYTHON.join('.')}, found is ${major}.${minor}`)
}

/**
 * @param {import('../../scripts/setup/context.mjs').Context} context
 * @param {string[]} pip @param {{ folder: string, python: string }} environment
 */
async function install(context, pip, { folder, python }) {
  const script = "import sysconfig; print(sysconfig.get_path('purelib'))"
  const target = (await must(context, [python, '-c', script])).trim()
  const quiet = ['--disable-pip-version-check', '--no-input', '--progress-bar', 'off', '-q']
  const progress = context.log.progress({ label: 'Installing Keras, PyTorch and JAX' })
  const command = [...pip, 'install', ...quiet, '--target', target, '-r', requirements]
  const activity = () => {
    const bytes = bytesBelow(folder)
    progress.update(bytes)
    return bytes
  }
  // What pip downloads lies in the folder as well, so that its bytes are seen to come.
  const temporary = join(folder, 'tmp')
  makeFolder(temporary)
  const env = { ...context.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary }
  await must({ ...context, env }, command, { activity, stallMs: STALL_MS }).finally(progress.end)
  rmSync(temporary, { recursive: true, force: true })
}

/**
 * @param {Pick<import('../../scripts/setup/context.mjs').Context, 'env'>} context
 * @param {string[]} command
 * @param {import('../../scripts/setup/command.mjs').CommandOptions} [options]
 * @returns {Promise<string>} what it printed
 */
async function must({ env }, [program = '', ...args], options = {}) {
  const { code, output, ended } = await runCommand(program, args, { env, ...options })
  if (code === 0) return output
  throw new Error(`${program} could not prepare the peers: ${ended ?? lastLines(output, 3)}`)
}

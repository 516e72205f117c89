import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { hashFile } from './files.mjs'
import { bytesBelow, listNames } from './folders.mjs'
import { findPip } from './python.mjs'
import { Unavailable } from './ways.mjs'

/** pip itself gives up sooner on a dead connection; this ends a pip that hangs for good. */
const STALL_MS = 120_000

/**
 * @typedef {object} Wheel
 * @property {string} name
 * @property {string} version
 * @property {string} platform one platform tag of the file
 * @property {number} bytes
 * @property {string} sha256
 */

/**
 * Downloads one pinned wheel through pip, with pip's own configuration of where packages lie.
 * @param {import('./context.mjs').Context} context
 * @param {Wheel} wheel
 * @param {{ python: string, abi: string }} tags of the interpreter that the wheel is made for
 * @param {string} folder where the wheel goes; also pip's temporary files, to see the bytes come
 * @returns {Promise<string>} the verified file
 */
export async function pipDownload(context, wheel, tags, folder) {
  if (context.offline) throw new Unavailable('offline: only what is cached is used')
  const [program = '', ...pip] = await findPip(context)
  const temporary = join(folder, 'pip')
  const destination = join(folder, 'wheels')
  mkdirSync(temporary, { recursive: true })
  const requirements = join(folder, 'requirements.txt')
  const pin = `${wheel.name}==${wheel.version} --hash=sha256:${wheel.sha256}\n`
  writeFileSync(requirements, pin)
  const args = [...pip, 'download', ...pipOptions(wheel, tags), '-d', destination]
  const progress = context.log.progress({
    label: `Downloading ${wheel.name} ${wheel.version}`,
    total: wheel.bytes,
  })
  const result = await runCommand(program, [...args, '-r', requirements], {
    env: { ...context.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stallMs: STALL_MS,
    activity: () => {
      const bytes = Math.max(bytesBelow(temporary), bytesBelow(destination))
      progress.update(Math.min(bytes, wheel.bytes))
      return bytes
    },
  }).finally(progress.end)
  if (result.code !== 0) throw new Error(pipComplaint(wheel, result))
  const name = listNames(destination).find((entry) => entry.endsWith('.whl'))
  if (!name) throw new Error(`pip says it downloaded ${wheel.name} but left no wheel`)
  return verify(join(destination, name), wheel, folder)
}

/** @param {Wheel} wheel @param {{ python: string, abi: string }} tags */
function pipOptions({ platform }, { python, abi }) {
  return [
    ...['--no-deps', '--only-binary=:all:', '--require-hashes', '--no-cache-dir'],
    ...['--disable-pip-version-check', '--no-input', '--progress-bar', 'off', '--retries', '2'],
    ...['--platform', platform, '--python-version', python, '--implementation', 'cp'],
    ...['--abi', abi, '--abi', 'none'],
  ]
}

/** @param {Wheel} wheel @param {import('./command.mjs').CommandResult} result */
function pipComplaint({ name, version }, { ended, output }) {
  const said = output.split('\n').filter((line) => /^ERROR|error:/i.test(line.trim()))
  const why = ended ?? lastLines(said.length > 0 ? said.join('\n') : output, 3)
  return `pip could not download ${name} ${version}: ${why}`
}

/** @param {string} file @param {Wheel} wheel @param {string} folder */
async function verify(file, wheel, folder) {
  const { size } = statSync(file)
  const sha256 = await hashFile(file)
  if (size !== wheel.bytes || sha256 !== wheel.sha256) {
    throw new Error(
      `pip brought ${wheel.name} with ${size} bytes and SHA-256 ${sha256}, ` +
        `expected ${wheel.bytes} bytes and ${wheel.sha256}`,
    )
  }
  const kept = join(folder, `${wheel.name}.whl`)
  renameSync(file, kept)
  return kept
}

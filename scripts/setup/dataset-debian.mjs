import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runCommand } from './command.mjs'
import { bytesBelow, listNames } from './folders.mjs'
import { findProgram } from './programs.mjs'
import { Unavailable } from './ways.mjs'

const STALL_MS = 60_000

/**
 * Downloads the Debian package of the data set and unpacks it, both without root.
 * @param {import('./context.mjs').Context} context
 * @param {string} temporary an empty folder
 * @returns {Promise<string>} the folder with the files
 */
export async function fetchDebianPackage(context, temporary) {
  for (const program of ['apt-get', 'dpkg-deb']) {
    if (!findProgram(program, context.env)) throw new Unavailable(`no program named ${program}`)
  }
  if (context.offline) throw new Unavailable('offline: only what is cached is used')
  const { name, folder } = context.pins.dataset.package
  const deb = await downloadPackage(context, temporary)
  const unpacked = join(temporary, 'unpacked')
  const result = await runCommand('dpkg-deb', ['-x', deb, unpacked], { env: context.env })
  if (result.code !== 0) throw new Error(`dpkg-deb cannot unpack ${name}: ${result.output}`)
  return join(unpacked, folder)
}

/** @param {import('./context.mjs').Context} context @param {string} temporary */
async function downloadPackage(context, temporary) {
  const { name, bytes } = context.pins.dataset.package
  const progress = context.log.progress({ label: `Downloading ${name}`, total: bytes })
  const options = {
    cwd: temporary,
    env: { ...context.env, LC_ALL: 'C' },
    stallMs: STALL_MS,
    activity: () => {
      const sum = bytesBelow(temporary)
      progress.update(Math.min(sum, bytes))
      return sum
    },
  }
  const download = (/** @type {string[]} */ lists) =>
    runCommand('apt-get', [...lists, 'download', name], options)
  try {
    let result = await download([])
    if (result.code !== 0) {
      // apt knows no such package, perhaps because its lists were never fetched: fetch our own.
      const lists = privateLists(temporary)
      const update = await runCommand('apt-get', [...lists, 'update'], options)
      if (update.code === 0) result = await download(lists)
      else result = update
    }
    const deb = listNames(temporary).find((entry) => entry.endsWith('.deb'))
    if (result.code === 0 && deb) return join(temporary, deb)
    const errors = result.output.split('\n').filter((line) => line.startsWith('E:'))
    const why = result.ended ?? lastLines(errors.join('\n') || result.output, 2)
    throw new Error(`apt-get could not download ${name}: ${why}`)
  } finally {
    progress.end()
  }
}

/**
 * Options that make apt keep its lists in our folder; where packages lie stays its own matter.
 * @param {string} temporary
 */
function privateLists(temporary) {
  const lists = join(temporary, 'apt', 'lists')
  const archives = join(temporary, 'apt', 'cache')
  mkdirSync(join(lists, 'partial'), { recursive: true })
  mkdirSync(join(archives, 'archives', 'partial'), { recursive: true })
  return [`Dir::State::lists=${lists}`, `Dir::Cache=${archives}`].flatMap((option) => [
    '-o',
    option,
  ])
}

import { unzipSync } from 'fflate/browser'
import { LabError } from '../../../shared/contract/errors'
import { firstIssue } from '../../../shared/contract/first-issue'
import { formatBytes } from '../../../shared/domain/format'
import { requireHonestSizes } from '../honest-zip'
import { bundleList, bundleVersion, listName, type BundleList } from './contents'
import { bundleId, hashOf } from './write-bundle'

/** Unpacked, all files together: a thousand long runs; more would not fit into memory. */
const mostBytes = 1024 ** 3
const mostFiles = 100_000

/** The error for a file that is no whole bundle, with the rule that it breaks. */
export const badBundle = (why: string, cause?: unknown) =>
  new LabError('bad-input', `This is no sound bundle: ${why}. Nothing was read from it.`, { cause })

export type Archive = ReadonlyMap<string, Uint8Array>

/** Every file of the archive, none of which is trusted yet. */
function unpacked(bytes: Uint8Array): Archive {
  const seen = new Set<string>()
  let total = 0
  const accept = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (seen.has(name)) throw badBundle(`it has two files named ${name}`)
    seen.add(name)
    total += originalSize
    if (seen.size > mostFiles) throw badBundle(`it has more than ${mostFiles} files`)
    if (total > mostBytes) {
      throw badBundle(`unpacked it has more than ${formatBytes(mostBytes)}`)
    }
    return false
  }
  try {
    // First only the list: what it claims is checked before anything is unpacked.
    unzipSync(bytes, { filter: accept })
    requireHonestSizes(bytes)
    return new Map(Object.entries(unzipSync(bytes)))
  } catch (error) {
    if (error instanceof LabError) throw error
    throw badBundle('it is cut short, damaged or no zip file at all', error)
  }
}

/** Parses a JSON file of a bundle, naming it when that fails. */
export function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw badBundle(`${path} is no JSON`, error)
  }
}

/** The list as it was read must hash to its id. */
function sealed(list: BundleList, read: unknown): BundleList {
  // The schema has proved that it is a list.
  const { id, ...rest } = read as BundleList
  const hash = bundleId(rest)
  if (hash === id) return list
  throw badBundle(`${listName} has SHA-256 ${hash}; it says ${id} itself`)
}

function readList(bytes: Uint8Array | undefined): BundleList {
  if (!bytes) throw badBundle(`it has no ${listName}`)
  const value = parseJson(bytes, listName)
  const { version } = (value ?? {}) as { readonly version?: unknown }
  if (typeof version === 'number' && version > bundleVersion) {
    throw new LabError(
      'bad-input',
      `The bundle has format ${version}; this Cooldown reads up to ${bundleVersion}. A newer one reads it.`,
    )
  }
  const parsed = bundleList.safeParse(value)
  if (parsed.success) return sealed(parsed.data, value)
  const { path, message } = firstIssue(parsed.error)
  throw badBundle(`${listName}: ${path}: ${message}`)
}

/** The list says of each file how large it is and what its bytes hash to; nothing else may be there. */
function check(files: Archive, list: BundleList): void {
  const listed = new Set([listName, ...list.files.map(({ path }) => path)])
  const stranger = [...files.keys()].find((path) => !listed.has(path))
  if (stranger !== undefined) throw badBundle(`${stranger} is not in its ${listName}`)
  for (const { path, bytes, sha256 } of list.files) {
    const found = files.get(path)
    if (!found) throw badBundle(`${path} is missing`)
    if (found.length !== bytes) {
      throw badBundle(`${path} has ${found.length} bytes; ${listName} says ${bytes}`)
    }
    const hash = hashOf(found)
    if (hash !== sha256) throw badBundle(`${path} has SHA-256 ${hash}; ${listName} says ${sha256}`)
  }
}

/** A bundle's files once each is proved to be as listed. */
export interface SoundArchive {
  readonly list: BundleList
  readonly files: Archive
}

/** Unpacks a bundle and checks every byte; rejects with `bad-input` naming file, value and rule. */
export function readArchive(bytes: Uint8Array): SoundArchive {
  const files = unpacked(bytes)
  const list = readList(files.get(listName))
  check(files, list)
  return { list, files }
}

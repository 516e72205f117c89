import { unzipSync } from 'fflate/browser'
import type { FileToImport } from '../../../shared/contract/imports'
import { LabError } from '../../../shared/contract/errors'
import { importLimits } from '../../../shared/domain/compare/imports'
import { formatCount } from '../../../shared/domain/format'
import { requireHonestSizes } from '../honest-zip'
import { fileFault } from './file-fault'

/** "PK", and the two bytes of a file's own head. */
const firstBytes = [0x50, 0x4b, 3, 4]

const isZip = ({ bytes }: FileToImport) => firstBytes.every((byte, at) => bytes[at] === byte)

/** What packers of some systems add. */
const isAside = (name: string) => name.endsWith('/') || /(^|\/)(__MACOSX\/|\.)/.test(name)

/** The files in an archive, under its folders; refuses more than are imported at once. */
function unzipped({ path, bytes }: FileToImport): FileToImport[] {
  let total = 0
  let count = 0
  const accept = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (isAside(name)) return false
    total += originalSize
    count++
    if (total > importLimits.bytes || count > importLimits.files) {
      const rule = `at most ${importLimits.bytes / 1024 ** 2} MiB and ${formatCount(importLimits.files)} files`
      throw fileFault(path, null, `an archive may have ${rule}; this one has more`)
    }
    return true
  }
  try {
    // First only the list: what it claims is checked before anything is unpacked.
    unzipSync(bytes, { filter: (entry) => accept(entry) && false })
    requireHonestSizes(bytes)
    const files = Object.entries(unzipSync(bytes, { filter: ({ name }) => !isAside(name) }))
    if (files.length > 0) return files.map(([name, own]) => ({ path: name, bytes: own }))
  } catch (error) {
    if (error instanceof LabError) throw error
    throw fileFault(path, null, 'it must be a whole zip archive; it is cut short or damaged')
  }
  throw fileFault(path, null, 'there must be files in it; the archive is empty')
}

/** The files themselves, and those in archives in the archives' place. */
export const withoutArchives = (files: readonly FileToImport[]): readonly FileToImport[] =>
  files.flatMap((file) => (isZip(file) ? unzipped(file) : [file]))

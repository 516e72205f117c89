import { Zip, ZipDeflate } from 'fflate/browser'
import { breather } from './breathe'

/** A file inside an archive; its path has `/` between folders and never leads out. */
export interface ArchivedFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** What archives say of every file's time, so that the same content makes the same bytes. */
const noTime = new Date(1980, 0, 1)

/** A zip of these files in the order given: the same bytes whenever and wherever it is made. */
export async function zipped(files: readonly ArchivedFile[]): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  const zip = new Zip((error, part) => {
    // Neither its callers nor its worker can break off: it works within this call.
    if (error) throw error
    parts.push(part)
  })
  const breathe = breather()
  for (const { path, bytes } of files) {
    const entry = new ZipDeflate(path, { level: 6 })
    entry.mtime = noTime
    zip.add(entry)
    entry.push(bytes, true)
    await breathe()
  }
  zip.end()
  return joined(parts)
}

/** Pieces as one array. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

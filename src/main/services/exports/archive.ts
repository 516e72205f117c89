import { zipSync, type Zippable } from 'fflate/browser'

/** A file inside an archive; its path has `/` between folders and never leads out. */
export interface ArchivedFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** What archives say of every file's time, so that the same content makes the same bytes. */
const noTime = new Date(1980, 0, 1)

/** A zip of these files in the order given: the same bytes whenever and wherever it is made. */
export function zipped(files: readonly ArchivedFile[]): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {}
  for (const { path, bytes } of files) entries[path] = [bytes, { mtime: noTime, level: 6 }]

  return zipSync(entries)
}

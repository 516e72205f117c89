/** A file as it was given, with its folders where those are known. */
export interface GivenFile {
  readonly path: string
  readonly file: File
}

/** More than this is a folder that was not meant. */
export const mostFiles = 1_000

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject))
const someOf = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))

/** All files of an entry; readers of folders give their entries in parts, until there are none. */
async function filesIn(entry: FileSystemEntry, room: { left: number }): Promise<GivenFile[]> {
  if (room.left < 0) return []
  const path = entry.fullPath.replace(/^\//, '')
  if (entry.isFile) {
    room.left -= 1
    // The flag says which of the two kinds it is.
    return [{ path, file: await fileOf(entry as FileSystemFileEntry) }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: GivenFile[] = []
  for (let part = await someOf(reader); part.length > 0; part = await someOf(reader)) {
    for (const inner of part) found.push(...(await filesIn(inner, room)))
  }
  return found
}

/** Files that were chosen in a dialog. */
export const chosenFiles = (files: FileList | null): readonly GivenFile[] =>
  [...(files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }))

/**
 * Files that were dropped, with those in dropped folders; at most one more than {@link mostFiles}.
 * To be called before the drop's event ends: then its list is gone.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly GivenFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const files = chosenFiles(transfer.files)
  if (!entries.some(({ isDirectory }) => isDirectory)) return files
  const room = { left: mostFiles }
  const found: GivenFile[] = []
  for (const entry of entries) found.push(...(await filesIn(entry, room)))
  return found
}

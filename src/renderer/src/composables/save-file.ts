import type { ExportedFile } from '../../../shared/contract/exports'

/** Long enough for the browser to have taken the bytes. */
const releaseAfterMs = 60_000

/** Saves a text the same way as a file. */
export const saveText = (text: string, fileName: string, mediaType: string): void =>
  saveFile({ fileName, mediaType, bytes: new TextEncoder().encode(text) })

/** Hands a finished file to the browser's or the window's own way of saving. */
export function saveFile({ fileName, mediaType, bytes }: ExportedFile): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), releaseAfterMs)
}

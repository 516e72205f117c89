import { readFile, realpath } from 'node:fs/promises'
import { extname, isAbsolute, join, relative } from 'node:path'
import { pageMediaTypes } from '../../shared/contract/page'
import { pageOrigin } from './page-scheme'

export interface PageFile {
  readonly bytes: Buffer
  readonly mediaType: string
}

/** The file behind an `app://cooldown/...` address, or null when it is not one of the page's. */
export async function readPageFile(folder: string, address: string): Promise<PageFile | null> {
  const { origin, host, protocol, pathname } = new URL(address)
  const named = origin === 'null' ? `${protocol}//${host}` : origin
  const mediaType = pageMediaTypes[extname(pathname)]
  if (named !== pageOrigin || mediaType === undefined) return null
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, decodeURIComponent(pathname)))
    const inside = relative(root, file)
    if (inside.startsWith('..') || isAbsolute(inside)) return null
    return { bytes: await readFile(file), mediaType }
  } catch {
    // Not there, or not an address that can be decoded: the same answer.
    return null
  }
}

import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { pageMediaTypes } from '../../../shared/contract/page'

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mediaType: string
}

/**
 * The built page in memory, by URL path. Requests look a path up in this map and never touch the
 * disk, so no request can name a file outside it.
 */
export async function loadAssets(folder: string): Promise<ReadonlyMap<string, Asset>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const assets = new Map<string, Asset>()
  for (const entry of entries) {
    const mediaType = pageMediaTypes[extname(entry.name)]
    if (!entry.isFile() || mediaType === undefined) continue
    const file = join(entry.parentPath, entry.name)
    const path = `/${relative(folder, file).split(sep).join('/')}`
    assets.set(path, { bytes: new Uint8Array(await readFile(file)), mediaType })
  }
  const index = assets.get('/index.html')
  if (index) assets.set('/', index)
  return assets
}

import { spawn } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
}

/** The address has nothing that HTML would read otherwise: a port and base64url. */
const entryPage = (address: string) =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
  `<meta http-equiv="refresh" content="0; url=${address}"><title>Cooldown</title>\n`

/**
 * Opens the address in the person's browser where there is a screen; the printed address serves
 * otherwise. Everybody on a machine can read what programs are started with, so the token goes
 * through a file that only its owner can read. Returns the deleting of that file.
 */
export async function openInBrowser(
  address: string,
  dataDir: string,
): Promise<() => Promise<void>> {
  const opener = openers[process.platform]
  const screen = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY
  if (!opener || (process.platform === 'linux' && !screen)) return async () => undefined
  const file = join(dataDir, 'open.html')
  const forget = () => rm(file, { force: true })
  // One that was left behind, whatever it is and whoever may read it, is not written into.
  await forget()
  await writeFile(file, entryPage(address), { flag: 'wx', mode: 0o600 })
  const [program, ...parameters] = opener
  const child = spawn(program, [...parameters, pathToFileURL(file).href], {
    stdio: 'ignore',
    detached: true,
  })
  // No browser opener installed: the address is on the screen.
  child.on('error', () => undefined)
  child.unref()
  return forget
}

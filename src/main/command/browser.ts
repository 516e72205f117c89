import { spawn } from 'node:child_process'

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
}

/** Opens the address in the person's browser where there is a screen; the printed address serves otherwise. */
export function openInBrowser(address: string): void {
  const opener = openers[process.platform]
  const screen = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY
  if (!opener || (process.platform === 'linux' && !screen)) return
  const [program, ...parameters] = opener
  const child = spawn(program, [...parameters, address], { stdio: 'ignore', detached: true })
  // No browser opener installed: the address is on the screen.
  child.on('error', () => undefined)
  child.unref()
}

import { BrowserWindow, type BrowserWindowConstructorOptions } from 'electron'
import { pageAddress } from './page-scheme'

/** Every protection by name, so that no older default can weaken a window. */
const protections = {
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
} satisfies BrowserWindowConstructorOptions['webPreferences']

/** Opens the lab's window and shows it when its first frame is drawn. */
export function openLabWindow(preload: string, icon: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Cooldown',
    icon,
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    backgroundColor: '#15171c',
    webPreferences: { ...protections, preload, spellcheck: false },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  void window.loadURL(pageAddress)
  return window
}

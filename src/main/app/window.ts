import { BrowserWindow, nativeTheme, screen, type BrowserWindowConstructorOptions } from 'electron'
import type { WindowState } from '../../shared/contract/window-state'
import { ownWindow } from './own-page'
import { recoverPage } from './page-recovery'
import { pageAddress } from './page-scheme'
import { leastSize, placeWindow } from './window-place'

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
  enableBlinkFeatures: '',
  webviewTag: false,
  plugins: false,
  // A file that is dropped beside the places for files must not take the page's place.
  navigateOnDragDrop: false,
} satisfies BrowserWindowConstructorOptions['webPreferences']

/** Where it is kept how the window was left. */
export interface WindowMemory {
  read(): WindowState
  write(state: WindowState): void
}

/** The page's own ground, so that nothing flashes before it is drawn. */
const grounds = { light: '#f3f4f7', dark: '#14161b' }

/** Moving and resizing come in floods; the disk hears of their end. */
const settledAfterMs = 500

/** Opens the lab's window as it was left, and shows it when its first frame is drawn. */
export function openLabWindow(preload: string, icon: string, memory: WindowMemory): BrowserWindow {
  const left = memory.read()
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  const window = new BrowserWindow({
    title: 'Cooldown',
    icon,
    ...placeWindow(
      left,
      [main, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? grounds.dark : grounds.light,
    webPreferences: { ...protections, preload, spellcheck: false },
  })
  ownWindow(window.webContents)
  if (left.maximized) window.maximize()
  if (left.fullScreen) window.setFullScreen(true)
  window.webContents.once('did-finish-load', () => {
    window.webContents.setZoomLevel(left.zoomLevel)
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  remember(window, memory)
  recoverPage(window)
  void window.loadURL(pageAddress)
  return window
}

function stateOf(window: BrowserWindow): WindowState {
  // What it goes back to when it is no longer maximized.
  const { x, y, width, height } = window.getNormalBounds()
  return {
    ...{ x, y, width, height },
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
    zoomLevel: window.webContents.getZoomLevel(),
  }
}

function remember(window: BrowserWindow, memory: WindowMemory): void {
  let timer: NodeJS.Timeout | undefined
  const keep = () => {
    clearTimeout(timer)
    try {
      memory.write(stateOf(window))
    } catch (error) {
      // A full disk is no reason to keep anybody from closing a window.
      console.error('How the window was left could not be kept:', error)
    }
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, settledAfterMs)
  }
  // Electron's types have an overload for each of these names, and none for a list of them.
  window.on('resize', soon)
  window.on('move', soon)
  window.on('blur', soon)
  window.on('close', keep)
}

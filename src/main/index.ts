import { app, BrowserWindow, ipcMain, nativeTheme } from 'electron'
import { join } from 'node:path'
import { argumentOf } from './app/arguments'
import { lockDown } from './app/lockdown'
import { setAppMenu } from './app/menu'
import { isOwnPage } from './app/own-page'
import { declarePageScheme, servePage } from './app/page-protocol'
import { showFault } from './app/fault'
import { openLabWindow } from './app/window'
import { tellOfWork } from './app/work-news'
import { openLabHere, pageFolder, programFolder } from './lab-here'
import { chosenDataDir } from './data-dir-here'
import { prepareDataDir } from './store/default-data-dir'
import { openElectronStore } from './store/open-electron-store'
import { createWindowStore } from './store/window-store'
import { exposeOverIpc } from './transport/ipc'

/** Whatever is still open after this long is left to end by itself: trainers notice. */
const quitWithinMs = 5_000
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Electron's composition root: the lab core in the main process, one window in front of it. */
async function main(): Promise<void> {
  // All this must be said before Electron is ready, so nothing is awaited until then.
  const dataDir = chosenDataDir(argumentOf('--data-dir'))
  app.setPath('userData', join(dataDir, 'browser'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  declarePageScheme()
  await app.whenReady()
  await prepareDataDir(dataDir)
  lockDown()
  setAppMenu({ ipcMain, trusts: isOwnPage })
  servePage(pageFolder)
  const lab = await openLabHere({
    dataDir,
    openStore: openElectronStore,
    carrier: `Electron ${process.versions.electron}`,
    measuresWhenIdle: true,
  })
  exposeOverIpc(lab, {
    ipcMain,
    windows: () => BrowserWindow.getAllWindows().map((window) => window.webContents),
    trusts: isOwnPage,
  })
  const { theme } = await lab.services.settings.read({})
  nativeTheme.themeSource = theme
  lab.on('settingsChanged', (changed) => {
    nativeTheme.themeSource = changed.theme
  })
  const memory = createWindowStore({ dataDir, openStore: openElectronStore })
  const open = () =>
    openLabWindow(
      join(programFolder, '../preload/index.cjs'),
      join(programFolder, '../../resources/icon.png'),
      memory,
    )
  open()
  tellOfWork(lab)
  app.on('second-instance', () => BrowserWindow.getAllWindows()[0]?.focus())
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  app.on('window-all-closed', () => app.quit())
  let closed = false
  app.on('before-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void Promise.race([lab.close(), later(quitWithinMs)]).finally(() => {
      closed = true
      app.quit()
    })
  })
}

main().catch(showFault)

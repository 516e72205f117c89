import { app, dialog, type BrowserWindow } from 'electron'
import { RestartLimit } from './restart-limit'

const mostRestarts = 3
const withinMs = 60_000

/**
 * Loads the page again when its process has died: runs train on without it, and a page that opens shows
 * all of them. One that dies again and again is left, and a person is asked.
 */
export function recoverPage(window: BrowserWindow): void {
  const limit = new RestartLimit(mostRestarts, withinMs)
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    console.error(`The page's process ended: ${reason}.`)
    // Within the event, Electron still counts the page as ending, and loads nothing.
    setImmediate(() => {
      if (limit.allows(performance.now())) window.webContents.reload()
      else void askToGoOn(window, limit)
    })
  })
}

async function askToGoOn(window: BrowserWindow, limit: RestartLimit): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The page ended several times within a minute.',
    detail: 'Runs that train go on without it, and everything finished is kept.',
    buttons: ['Show the page again', 'Quit Cooldown'],
    defaultId: 0,
    cancelId: 0,
  })
  if (response === 1) app.quit()
  else {
    limit.forget()
    window.webContents.reload()
  }
}

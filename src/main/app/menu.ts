import { BrowserWindow, Menu, type IpcMain, type IpcMainInvokeEvent } from 'electron'
import {
  desktopChannel,
  menuChannel,
  menuCommands,
  type DesktopEvent,
  type DesktopPayload,
  type MenuCommand,
} from '../../shared/contract/desktop'
import { menuTemplate } from './menu-template'

/** Tells a window's page something; nobody where there is no window. */
export function tellPage<Name extends DesktopEvent>(
  window: Pick<BrowserWindow, 'webContents'> | undefined,
  name: Name,
  payload: DesktopPayload<Name>,
): void {
  window?.webContents.send(desktopChannel, name, payload)
}

function show(commands: readonly MenuCommand[]): void {
  const choose = (id: string) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
    tellPage(window, 'commandChosen', { id })
  }
  const template = menuTemplate({ platform: process.platform, commands, choose })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

export interface MenuHome {
  readonly ipcMain: Pick<IpcMain, 'handle'>
  readonly trusts: (event: IpcMainInvokeEvent) => boolean
}

/** The native menu: at first what each platform has anyway, then also what the page can do. */
export function setAppMenu({ ipcMain, trusts }: MenuHome): void {
  show([])
  ipcMain.handle(menuChannel, (event, told: unknown) => {
    const read = menuCommands.safeParse(told)
    if (trusts(event) && read.success) show(read.data)
  })
}

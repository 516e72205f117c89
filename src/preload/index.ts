import { contextBridge, ipcRenderer } from 'electron'
import { calls, events } from '../shared/contract/calls'
import { desktopEvents } from '../shared/contract/desktop'
import { createBridge } from './bridge'
import { createDesktopBridge } from './desktop-bridge'

contextBridge.exposeInMainWorld('lab', createBridge(ipcRenderer, calls, Object.keys(events)))
contextBridge.exposeInMainWorld(
  'desktop',
  createDesktopBridge(ipcRenderer, Object.keys(desktopEvents)),
)

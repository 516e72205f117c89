import { contextBridge, ipcRenderer } from 'electron'
import { calls, events } from '../shared/contract/calls'
import { createBridge } from './bridge'

contextBridge.exposeInMainWorld('lab', createBridge(ipcRenderer, calls, Object.keys(events)))

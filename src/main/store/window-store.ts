import { firstWindowState, windowState, type WindowState } from '../../shared/contract/window-state'
import {
  openDocument,
  type DocumentKind,
  type DocumentPlace,
  type GuardedDocument,
} from './guarded-document'
import { decodePlain } from './plain-document'

/** `window.json`: how the desktop app's window was left. */
export const windowKind: DocumentKind<WindowState> = {
  name: 'window',
  title: 'The window’s place',
  initial: firstWindowState,
  lost: 'The window opens as at the first time.',
  decode: (text) => decodePlain(windowState, text),
  encode: (value) => value,
}

export const createWindowStore = (place: DocumentPlace): GuardedDocument<WindowState> =>
  openDocument(windowKind, place)

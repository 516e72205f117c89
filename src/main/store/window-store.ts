import { z } from 'zod'
import { firstWindowState, windowState, type WindowState } from '../../shared/contract/window-state'
import {
  openDocument,
  type DocumentKind,
  type DocumentPlace,
  type GuardedDocument,
} from './guarded-document'
import type { Decoded } from './guarded-file'

/** Far above any real one; a larger file is not ours. */
const mostCharacters = 64 * 1024

function decode(text: string): Decoded<WindowState> {
  if (text.length > mostCharacters) return { kind: 'damaged', why: 'it is far too large' }
  try {
    const read = windowState.safeParse(JSON.parse(text))
    return read.success
      ? { kind: 'sound', value: read.data }
      : { kind: 'damaged', why: z.prettifyError(read.error) }
  } catch {
    return { kind: 'damaged', why: text === '' ? 'it is empty' : 'it is cut short or garbled' }
  }
}

/** `window.json`: how the desktop app's window was left. */
export const windowKind: DocumentKind<WindowState> = {
  name: 'window',
  title: 'The window’s place',
  initial: firstWindowState,
  lost: 'The window opens as at the first time.',
  decode,
  encode: (value) => value,
}

export const createWindowStore = (place: DocumentPlace): GuardedDocument<WindowState> =>
  openDocument(windowKind, place)

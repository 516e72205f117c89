import type { IpcMainInvokeEvent, WebContents } from 'electron'
import { expect, test } from 'vitest'
import { isOwnPage, isPageAddress, ownWindow } from './own-page'

const contents = (): unknown => ({})
const ours = contents() as WebContents
ownWindow(ours)

const asking = (
  url: string | null,
  { sender = ours, parent = null as object | null } = {},
): IpcMainInvokeEvent =>
  ({ sender, senderFrame: url === null ? null : { url, parent } }) as IpcMainInvokeEvent

const page = 'app://cooldown/index.html#/studies'

test('the page in a window of ours may ask', () => {
  expect(isOwnPage(asking(page))).toBe(true)
})

test.each([
  'about:blank',
  '',
  'data:text/html,x',
  'file:///index.html',
  'http://127.0.0.1/',
  'app://cooldown',
  'app://cooldown-evil/index.html',
  'app://cooldown.evil/index.html',
  'APP://COOLDOWN/index.html',
])('a window of ours that shows %j may not', (url) => {
  expect(isOwnPage(asking(url))).toBe(false)
  expect(isPageAddress(url)).toBe(false)
})

test('nor may a frame within the page, even of the same origin, nor one that is gone', () => {
  expect(isOwnPage(asking(page, { parent: {} }))).toBe(false)
  expect(isOwnPage(asking(null))).toBe(false)
})

test('nor may the page in a window that we did not open', () => {
  expect(isOwnPage(asking(page, { sender: contents() as WebContents }))).toBe(false)
})

import { app, session, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { pageOrigin, pageScheme } from '../../src/main/app/page-scheme'

const allowedSchemes = [`${pageScheme}:`, 'data:', 'blob:', 'devtools:']

/** What `src/main/app/lockdown.ts` does, in the words of Electron 9, which has no sender frame. */
export function isOwnPage({ sender }: IpcMainInvokeEvent): boolean {
  return sender.getURL().startsWith(`${pageOrigin}/`)
}

export function lockDown(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowedSchemes.some((scheme) => url.startsWith(scheme)) })
  })
  app.on('web-contents-created', (_event, contents) => confine(contents))
}

function confine(contents: WebContents): void {
  const refuse = (event: { preventDefault(): void }) => event.preventDefault()
  // Electron 9 names its window guard otherwise than today's types know.
  ;(contents as NodeJS.EventEmitter).on('new-window', refuse)
  contents.on('will-navigate', (event, url) => {
    if (!url.startsWith(`${pageOrigin}/`)) event.preventDefault()
  })
  contents.on('will-attach-webview', refuse)
}

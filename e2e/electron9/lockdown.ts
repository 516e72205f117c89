import { app, session, type WebContents } from 'electron'
import { pageScheme } from '../../src/main/app/page-scheme'
import { isPageAddress } from './own-page'

const allowedSchemes = [`${pageScheme}:`, 'data:', 'blob:', 'devtools:']

/** What `src/main/app/lockdown.ts` does, in the words of Electron 9. */
export function lockDown(): void {
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  defaultSession.setPermissionCheckHandler(() => false)
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !allowedSchemes.some((scheme) => url.startsWith(scheme)) })
  })
  app.on('web-contents-created', (_event, contents) => confine(contents))
}

interface Refusable {
  preventDefault(): void
}

function confine(contents: WebContents): void {
  const refuse = (event: Refusable) => event.preventDefault()
  // Electron 9 names its window guard otherwise than today's types know.
  ;(contents as NodeJS.EventEmitter).on('new-window', refuse)
  for (const leaving of ['will-navigate', 'will-redirect'] as const) {
    ;(contents as NodeJS.EventEmitter).on(leaving, (event: Refusable, url: string) => {
      if (!isPageAddress(url)) event.preventDefault()
    })
  }
  contents.on('will-attach-webview', refuse)
}

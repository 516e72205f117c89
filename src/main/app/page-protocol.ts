import { protocol } from 'electron'
import { readPageFile } from './page-files'
import { contentSecurityPolicy } from '../../shared/contract/page'
import { pageScheme } from './page-scheme'

/** To be called before the app is ready. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page under its own scheme; to be called once the app is ready. */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, async ({ url }) => {
    const file = await readPageFile(folder, url)
    if (!file) return new Response('Not found', { status: 404 })
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'Content-Type': file.mediaType,
        'Content-Security-Policy': contentSecurityPolicy,
        'X-Content-Type-Options': 'nosniff',
      },
    })
  })
}

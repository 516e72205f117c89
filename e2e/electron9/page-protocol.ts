import { protocol } from 'electron'
import { readPageFile } from '../../src/main/app/page-files'
import { contentSecurityPolicy } from '../../src/shared/contract/page'
import { pageScheme } from '../../src/main/app/page-scheme'

/** What `src/main/app/page-protocol.ts` does, in the words of Electron 9. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

const notFound = -6

export function servePage(folder: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way that Electron 9 has
  protocol.registerBufferProtocol(pageScheme, ({ url }, answer) => {
    void readPageFile(folder, url).then((file) => {
      if (!file) return answer({ error: notFound })
      return answer({
        data: file.bytes,
        mimeType: file.mediaType.split(';')[0],
        charset: 'utf-8',
        headers: { 'Content-Security-Policy': contentSecurityPolicy },
      })
    })
  })
}

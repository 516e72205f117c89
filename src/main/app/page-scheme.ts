/** The page's own origin in Electron: no file:// anywhere. */
export const pageScheme = 'app'
export const pageOrigin = `${pageScheme}://cooldown`
export const pageAddress = `${pageOrigin}/index.html`

export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'"

/** The page's own origin in Electron: no file:// anywhere. */
export const pageScheme = 'app'
export const pageOrigin = `${pageScheme}://cooldown`
export const pageAddress = `${pageOrigin}/index.html`

import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

const { resolve } = createRequire(import.meta.url)

/**
 * Pictures use DejaVu Sans on every machine, whatever fonts it has: registered under the name that
 * the charts ask for first.
 */
export function registerFonts(): void {
  for (const file of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf']) {
    GlobalFonts.registerFromPath(resolve(`dejavu-fonts-ttf/ttf/${file}`), 'system-ui')
  }
}

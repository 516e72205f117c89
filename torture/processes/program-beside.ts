import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A program of this folder, whether its code is run from here or bundled from the folder above. */
export function programBeside(name: string): string {
  const here = join(import.meta.dirname, name)
  return existsSync(here) ? here : join(import.meta.dirname, 'processes', name)
}

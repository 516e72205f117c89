import { app, dialog } from 'electron'

/** Tells why the app cannot start, in a dialog and on stderr, and ends it. */
export function showFault(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  console.error(`Cooldown cannot start: ${message}`)
  // Without a screen there is nobody to close a dialog.
  if (process.env.CI === undefined) dialog.showErrorBox('Cooldown cannot start', message)
  app.exit(1)
}

import { z } from 'zod'
import { studyId } from './schemas'

/** Menus in which the page's commands stand. */
export const menuSections = ['file', 'page', 'look', 'go', 'help'] as const
export type MenuSection = (typeof menuSections)[number]

/** A command of the page as the native menu shows it. */
export const menuCommand = z.object({
  id: z.string().min(1).max(200),
  title: z.string().min(1).max(200),
  section: z.enum(menuSections),
  /** "Mod+S" and the like; keys without Ctrl or Cmd are no matter of a menu. */
  keys: z.string().max(40).optional(),
  disabled: z.boolean().optional(),
})
export type MenuCommand = z.infer<typeof menuCommand>

/** Everything that the page can do now. */
export const menuCommands = z.array(menuCommand).max(300)

/**
 * What only a window of the desktop app has beside the lab: a native menu, and notifications that
 * can be clicked. Each event with what it carries.
 */
export const desktopEvents = {
  /** A command was chosen in the menu. */
  commandChosen: z.object({ id: z.string() }),
  /** A person wants to see this study. */
  studyChosen: z.object({ studyId }),
} as const

export type DesktopEvent = keyof typeof desktopEvents
export type DesktopPayload<Name extends DesktopEvent> = z.output<(typeof desktopEvents)[Name]>

/** What the preload script puts on `window.desktop`; a browser has none. */
export interface DesktopBridge {
  /** Tells what the native menu shall offer. */
  readonly showCommands: (commands: readonly MenuCommand[]) => Promise<void>
  /** Returns the function that stops listening. */
  readonly on: (name: DesktopEvent, listener: (payload: unknown) => void) => () => void
}

/** The two Electron IPC channels of it. */
export const menuChannel = 'desktop:menu'
export const desktopChannel = 'desktop:event'

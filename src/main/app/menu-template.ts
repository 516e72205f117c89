import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand, MenuSection } from '../../shared/contract/desktop'

export interface MenuParts {
  readonly platform: NodeJS.Platform
  readonly commands: readonly MenuCommand[]
  readonly choose: (id: string) => void
}

const line: MenuItemConstructorOptions = { type: 'separator' }

/** Electron's name of keys such as "Mod+Shift+Z"; undefined for keys that a menu cannot have. */
const acceleratorOf = (keys: string | undefined) =>
  keys?.startsWith('Mod+') ? keys.replace('Mod+', 'CommandOrControl+') : undefined

/** Outside of macOS an ampersand underlines the letter after it. */
const labelOf = (title: string, platform: NodeJS.Platform) =>
  platform === 'darwin' ? title : title.replace(/&/g, '&&')

/** The native menu: the page's commands, among the roles that each platform's people expect. */
export function menuTemplate({
  platform,
  commands,
  choose,
}: MenuParts): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const itemsOf = (section: MenuSection): MenuItemConstructorOptions[] =>
    commands
      .filter((command) => command.section === section)
      .map(({ id, title, keys, disabled }) => ({
        label: labelOf(title, platform),
        accelerator: acceleratorOf(keys),
        // The page hears the keys itself; pressed once, they would be heard twice.
        registerAccelerator: false,
        enabled: !disabled,
        click: () => choose(id),
      }))
  const under = (label: string, items: MenuItemConstructorOptions[]) =>
    items.length === 0 ? [] : [{ label, submenu: items }]
  const followed = (items: MenuItemConstructorOptions[]) =>
    items.length === 0 ? [] : [...items, line]

  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: 'File', submenu: [...followed(itemsOf('file')), { role: isMac ? 'close' : 'quit' }] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...followed(itemsOf('look')),
        { role: 'reload' },
        { role: 'toggleDevTools' },
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen' },
      ],
    },
    ...under('Page', itemsOf('page')),
    ...under('Go', itemsOf('go')),
    { role: 'windowMenu' },
    ...(itemsOf('help').length === 0 ? [] : [{ role: 'help' as const, submenu: itemsOf('help') }]),
  ]
}

import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import type { MenuCommand } from '../../shared/contract/desktop'
import { menuTemplate } from './menu-template'

const commands: readonly MenuCommand[] = [
  { id: 'files.open', title: 'Open a file…', section: 'file', keys: 'Mod+O' },
  { id: 'study.pause', title: 'Pause A & B', section: 'page', keys: 'Space' },
  { id: 'study.stop', title: 'Stop all', section: 'page', disabled: true },
  { id: 'go.machine', title: 'Go to the machine', section: 'go', keys: 'g m' },
  { id: 'help.palette', title: 'Command palette', section: 'help', keys: 'Mod+K' },
]

const build = (platform: NodeJS.Platform, of = commands) => {
  const chosen: string[] = []
  const template = menuTemplate({ platform, commands: of, choose: (id) => chosen.push(id) })
  const names = template.map(({ label, role }) => label ?? role)
  const items = (name: string) => {
    const menu = template.find(({ label, role }) => (label ?? role) === name)
    return menu?.submenu as MenuItemConstructorOptions[]
  }
  return { names, items, chosen }
}

test('the menus are those of the platform, with the page’s commands in them', () => {
  const common = ['File', 'editMenu', 'View', 'Page', 'Go', 'windowMenu', 'help']
  expect(build('linux').names).toEqual(common)
  expect(build('darwin').names).toEqual(['appMenu', ...common])
  const last = (platform: NodeJS.Platform) => build(platform).items('File').at(-1)?.role
  expect([last('win32'), last('darwin')]).toEqual(['quit', 'close'])
})

test('a command is told by its id when it is chosen, and greyed while it cannot be', () => {
  const { items, chosen } = build('linux')
  const [pause, stop] = items('Page')
  // Electron hands over the item and the window, of which nothing is needed.
  ;(pause?.click as () => void)()
  expect(chosen).toEqual(['study.pause'])
  expect([pause?.enabled, stop?.enabled]).toEqual([true, false])
})

test('keys with Ctrl or Cmd stand beside it, and are left to the page', () => {
  const { items } = build('linux')
  expect(items('File')[0]).toMatchObject({
    accelerator: 'CommandOrControl+O',
    registerAccelerator: false,
  })
  expect(items('Go')[0]?.accelerator).toBeUndefined()
})

test('an ampersand in a name is no mnemonic', () => {
  expect(build('win32').items('Page')[0]?.label).toBe('Pause A && B')
  expect(build('darwin').items('Page')[0]?.label).toBe('Pause A & B')
})

test('without a page there are the platform’s own menus alone', () => {
  expect(build('linux', []).names).toEqual(['File', 'editMenu', 'View', 'windowMenu'])
  expect(build('linux', []).items('File')).toEqual([{ role: 'quit' }])
})

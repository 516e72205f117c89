// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import ContextMenu from './ContextMenu.vue'
import { choiceByLetter, nextChoice, placeMenu, type MenuEntry } from './context-menu'

enableAutoUnmount(afterEach)

describe('a menu lies', () => {
  const window = { width: 1000, height: 700 }
  test('at the point, where there is room', () => {
    expect(placeMenu({ x: 40, y: 50 }, { width: 200, height: 300 }, window)).toEqual({
      x: 40,
      y: 50,
    })
  })
  test('before the point, where there is none behind it', () => {
    expect(placeMenu({ x: 900, y: 600 }, { width: 200, height: 300 }, window)).toEqual({
      x: 700,
      y: 300,
    })
  })
  test('in the window, where there is none on either side', () => {
    expect(placeMenu({ x: 100, y: 350 }, { width: 950, height: 680 }, window)).toEqual({
      x: 42,
      y: 12,
    })
    expect(placeMenu({ x: 5, y: 5 }, { width: 1200, height: 900 }, window)).toEqual({ x: 8, y: 8 })
  })
})

test('choices go round, and a letter leads to the next that begins with it', () => {
  expect([nextChoice(3, 2, 1), nextChoice(3, 0, -1), nextChoice(3, -1, -1)]).toEqual([0, 2, 2])
  expect(nextChoice(0, -1, 1)).toBe(-1)
  const labels = ['Open', 'Rename', 'Retry', 'Delete']
  expect(choiceByLetter(labels, 0, 'r')).toBe(1)
  expect(choiceByLetter(labels, 1, 'R')).toBe(2)
  expect(choiceByLetter(labels, 2, 'r')).toBe(1)
  expect(choiceByLetter(labels, 0, 'x')).toBe(-1)
})

const entries: readonly MenuEntry[] = [
  { id: 'open', label: 'Open' },
  { id: 'archive', label: 'Archived', checked: true },
  'line',
  { id: 'remove', label: 'Delete', danger: true, disabled: true },
]

async function openMenu() {
  const opener = document.createElement('button')
  document.body.append(opener)
  opener.focus()
  const menu = mount(ContextMenu, { attachTo: document.body, props: { label: 'Run A', entries } })
  opener.addEventListener('contextmenu', (event) => void menu.vm.open(event))
  const event = new MouseEvent('contextmenu', { clientX: 30, clientY: 40, cancelable: true })
  opener.dispatchEvent(event)
  await nextTick()
  await nextTick()
  const press = async (key: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    await nextTick()
  }
  return { opener, menu, event, press }
}

const shown = () => document.querySelector('[role="menu"]')

test('it opens in place of the system’s, says what it is, and takes the focus', async () => {
  const { event } = await openMenu()
  expect(event.defaultPrevented).toBe(true)
  expect(shown()?.getAttribute('aria-label')).toBe('Run A')
  expect([...(shown()?.children ?? [])].map((one) => one.getAttribute('role'))).toEqual([
    'menuitem',
    'menuitemcheckbox',
    'separator',
    'menuitem',
  ])
  expect(document.activeElement?.textContent).toBe('Open')
})

test('keys walk through it, choose, and give the focus back', async () => {
  const { press, menu, opener } = await openMenu()
  await press('ArrowDown')
  expect(document.activeElement?.textContent).toBe('Archived')
  await press('d')
  expect(document.activeElement?.textContent).toBe('Delete')
  // What cannot be done stays open, as it did nothing.
  ;(document.activeElement as HTMLElement).click()
  expect(menu.emitted('choose')).toBeUndefined()
  await press('Home')
  ;(document.activeElement as HTMLElement).click()
  await nextTick()
  expect(menu.emitted('choose')).toEqual([['open']])
  expect(shown()).toBeNull()
  expect(document.activeElement).toBe(opener)
})

test('Escape, and a press elsewhere, close it', async () => {
  const first = await openMenu()
  await first.press('Escape')
  expect(shown()).toBeNull()
  expect(document.activeElement).toBe(first.opener)
  await openMenu()
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  await nextTick()
  expect(shown()).toBeNull()
})

test('a field for text keeps the menu of the system', async () => {
  const menu = mount(ContextMenu, { attachTo: document.body, props: { label: 'x', entries } })
  const field = document.createElement('input')
  document.body.append(field)
  field.addEventListener('contextmenu', (event) => void menu.vm.open(event))
  const event = new MouseEvent('contextmenu', { cancelable: true })
  field.dispatchEvent(event)
  await nextTick()
  expect(event.defaultPrevented).toBe(false)
  expect(shown()).toBeNull()
})

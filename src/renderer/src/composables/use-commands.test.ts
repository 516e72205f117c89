// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { useCommandsStore } from '../stores/commands'
import { useCommandKeys, useCommands } from './use-commands'

enableAutoUnmount(afterEach)

function mountPages() {
  setActivePinia(createPinia())
  const done: string[] = []
  const canPause = shallowRef(true)
  const command = (id: string, keys: string) => ({
    id,
    title: id,
    keys,
    run: () => void done.push(id),
  })
  const Frame = defineComponent(() => {
    useCommandKeys()
    useCommands([command('go', 'g s'), command('palette', 'Mod+K')])
    return () => h('div')
  })
  const Page = defineComponent(() => {
    useCommands(() => [{ ...command('pause', 'Space'), disabled: !canPause.value }])
    return () => h('div', [h('input'), h('button')])
  })
  const frame = mount(Frame, { attachTo: document.body })
  const page = mount(Page, { attachTo: document.body })
  const press = (key: string, on: EventTarget = document.body, ctrlKey = false) => {
    const event = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })
    on.dispatchEvent(event)
    return event
  }
  return { done, canPause, frame, page, press }
}

test('commands are done by their keys while their page is there', () => {
  const { done, page, press } = mountPages()
  press(' ')
  press('g')
  expect(press('s').defaultPrevented).toBe(true)
  expect(done).toEqual(['pause', 'go'])
  page.unmount()
  press(' ')
  expect(done).toHaveLength(2)
  expect(useCommandsStore().commands.map(({ id }) => id)).toEqual(['go', 'palette'])
})

test('not while somebody types or presses a button, unless Ctrl is held', () => {
  const { done, page, press } = mountPages()
  const [field, button] = [page.get('input').element, page.get('button').element]
  press('g', field)
  press('s', field)
  press(' ', button)
  expect(done).toEqual([])
  press('k', field, true)
  expect(done).toEqual(['palette'])
})

test('not from a dialog over the page', () => {
  const { done, press } = mountPages()
  const dialog = document.createElement('div')
  dialog.setAttribute('aria-modal', 'true')
  document.body.append(dialog)
  press(' ', dialog)
  press('k', dialog, true)
  expect(done).toEqual([])
  dialog.remove()
})

test('not when it cannot be done now, neither by key nor by id', () => {
  const { done, canPause, press } = mountPages()
  canPause.value = false
  expect(press(' ').defaultPrevented).toBe(false)
  expect(useCommandsStore().run('pause')).toBe(false)
  expect(useCommandsStore().run('nothing')).toBe(false)
  canPause.value = true
  expect(useCommandsStore().run('pause')).toBe(true)
  expect(done).toEqual(['pause'])
})

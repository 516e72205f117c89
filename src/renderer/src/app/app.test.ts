// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defaultSettings } from '../../../shared/contract/settings'
import { everyState, fakeHistory } from '../../test/fake-data'
import { mountPage } from '../../test/mount-page'
import App from './App.vue'

enableAutoUnmount(afterEach)

const histories = [fakeHistory({ id: 'a', name: 'First try', state: everyState })]

test('the frame counts what runs, names the engine and leads to recent studies', async () => {
  const { text } = await mountPage('/machine', { histories }, App)
  expect(text()).toMatch(/2 running, 1 queued/)
  expect(text()).toContain('Native TensorFlow')
  const links = [...document.querySelectorAll('nav a')].map((one) => one.getAttribute('href'))
  expect(links).toEqual(['/', '/studies/a', '/compare', '/schedules', '/machine'])
})

test('the theme of the settings holds for the whole page, at once', async () => {
  const settings = { ...defaultSettings, theme: 'dark' } as const
  const { lab } = await mountPage('/', { settings }, App)
  expect(document.documentElement.classList.contains('dark')).toBe(true)
  lab.emit('settingsChanged', { ...defaultSettings, theme: 'light' })
  await flushPromises()
  expect(document.documentElement.classList.contains('dark')).toBe(false)
})

test('an error shows its message and causes until dismissed', async () => {
  const failing = {
    'runs.retry': {
      code: 'storage-failed',
      message: 'The disk is full.',
      causes: ['ENOSPC: no space left on device'],
    },
  } as const
  const { button, text } = await mountPage('/studies/a', { histories, failing }, App)
  button('Retry Step from the start').click()
  await flushPromises()
  expect(text()).toContain('The disk is full.')
  expect(text()).toContain('ENOSPC: no space left on device')
  button('Dismiss').click()
  await flushPromises()
  expect(text()).not.toContain('The disk is full.')
})

const press = (key: string, held: KeyboardEventInit = {}, on: EventTarget = document) =>
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))

test('keys lead to the screens', async () => {
  const { router } = await mountPage('/', {}, App)
  press('g')
  press('m')
  await flushPromises()
  expect(router.currentRoute.value.name).toBe('machine')
})

test('the list of shortcuts is that of the page, then what holds everywhere', async () => {
  await mountPage('/studies/a', { histories }, App)
  press('?')
  await flushPromises()
  const groups = [...document.querySelectorAll('[role="dialog"] section')]
  expect(groups.map((group) => group.querySelector('h3')?.textContent)).toEqual([
    'This page',
    'Go to',
    'Help',
    'Files',
  ])
  expect(groups[0]?.querySelector('dl')?.textContent).toContain('SpacePause all runs')
  expect(groups[1]?.textContent).toContain('gthensGo to the studies')
})

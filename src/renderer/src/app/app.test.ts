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
  expect(links).toEqual(['/', '/studies/a', '/schedules', '/machine'])
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

test('the list of shortcuts opens on its key, and keys lead to the screens', async () => {
  const { router, text } = await mountPage('/', {}, App)
  const press = (key: string) => document.dispatchEvent(new KeyboardEvent('keydown', { key }))
  press('g')
  press('m')
  await flushPromises()
  expect(router.currentRoute.value.name).toBe('machine')
  press('?')
  await flushPromises()
  expect(text()).toContain('On a study: pause all, or resume all')
})

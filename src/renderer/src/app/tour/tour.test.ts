// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defaultSettings } from '../../../../shared/contract/settings'
import { fakeHistory } from '../../../test/fake-data'
import { mountPage } from '../../../test/mount-page'
import { useCommandsStore } from '../../stores/commands'
import App from '../App.vue'

enableAutoUnmount(afterEach)

const card = () => document.querySelector('[role="dialog"][aria-label="Tour"]')
const heading = () => card()?.querySelector('h2')?.textContent

test('a newcomer is led through the pages to a running study', async () => {
  const { button, text, router, lab } = await mountPage('/', {}, App)
  expect(text()).toContain('New here?')
  button('Take the tour').click()
  await flushPromises()
  expect(document.activeElement).toBe(button('Next'))
  const seen: unknown[] = []
  while (heading() !== 'Now a small study') {
    seen.push(router.currentRoute.value.name)
    button('Next').click()
    await flushPromises()
  }
  expect(seen).toEqual(['studies', 'schedules', 'designer', 'compare'])
  button('Run it').click()
  await flushPromises()
  expect(lab.calls.find(({ call }) => call === 'studies.create')?.input).toMatchObject({
    name: 'First steps',
    totalEpochs: 3,
    seeds: [1],
    trialIds: ['linear', 'exponential'],
  })
  expect(router.currentRoute.value.name).toBe('study')
  expect(lab.calls).toContainEqual({ call: 'settings.update', input: { tourSeen: true } })
  expect(card()?.textContent).not.toContain('Stop')
  expect(heading()).toBe('It is running')
  for (const { id } of lab.histories.get('study-1')?.runs ?? []) lab.become(id, 'failed')
  await flushPromises()
  expect(heading()).toBe('It could not be trained')
  button('Done').click()
  await flushPromises()
  expect(card()).toBeNull()
})

test('who declines it is not asked again, but can ask for it', async () => {
  const { button, text, lab } = await mountPage('/', {}, App)
  button('No, thanks').click()
  await flushPromises()
  expect(lab.calls).toContainEqual({ call: 'settings.update', input: { tourSeen: true } })
  expect(text()).not.toContain('New here?')
  useCommandsStore().run('help.tour')
  await flushPromises()
  expect(heading()).toBe('Studies')
  card()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))
  await flushPromises()
  expect(card()).toBeNull()
})

test('nobody is asked who knows it, or has a study', async () => {
  const settings = { ...defaultSettings, tourSeen: true }
  const known = await mountPage('/', { settings }, App)
  expect(known.text()).not.toContain('New here?')
  known.page.unmount()
  const busy = await mountPage('/', { histories: [fakeHistory({ id: 'a' })] }, App)
  expect(busy.text()).not.toContain('New here?')
})

test('a study that cannot be made leaves the tour where it is', async () => {
  const failing = {
    'studies.create': { code: 'storage-failed', message: 'The disk is full.', causes: [] },
  } as const
  const { button, text } = await mountPage('/', { failing }, App)
  button('Take the tour').click()
  await flushPromises()
  while (heading() !== 'Now a small study') {
    button('Next').click()
    await flushPromises()
  }
  button('Run it').click()
  await flushPromises()
  expect(text()).toContain('The disk is full.')
  expect(heading()).toBe('Now a small study')
})

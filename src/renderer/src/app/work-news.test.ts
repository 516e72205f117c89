// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defaultSettings } from '../../../shared/contract/settings'
import type { DesktopBridge, MenuCommand } from '../../../shared/contract/desktop'
import { fakeHistory } from '../../test/fake-data'
import { mountPage } from '../../test/mount-page'
import { desktopKey } from '../bridge/desktop'
import App from './App.vue'

enableAutoUnmount(afterEach)
afterEach(() => vi.unstubAllGlobals())

const running = fakeHistory({
  id: 'a',
  name: 'Rates',
  state: () => ({ status: 'running', epochsDone: 99 }),
})

const shown: { title: string; body: string | undefined; click: () => void }[] = []
class FakeNotification {
  static permission = 'granted'
  onclick: () => void = () => undefined
  constructor(title: string, options?: NotificationOptions) {
    shown.push({ title, body: options?.body, click: () => this.onclick() })
  }
  close(): void {
    // Nothing to take away.
  }
}

beforeEach(() => {
  shown.length = 0
  vi.stubGlobal('Notification', FakeNotification)
})

const looksAway = () => vi.spyOn(document, 'hasFocus').mockReturnValue(false)

test('the title tells how far the work is, and a study that ended is told once', async () => {
  looksAway()
  const { lab, settle, router } = await mountPage('/machine', { histories: [running] }, App)
  expect(document.title).toBe('99 % · Cooldown')
  lab.advance()
  await settle()
  expect(document.title).toBe('Cooldown')
  expect(shown.map(({ title }) => title)).toEqual(['Rates has ended'])
  expect(shown[0]?.body).toMatch(/^9 runs: 9 completed[.] Lowest validation loss 0[.]\d{4}: /)
  shown[0]?.click()
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/studies/a')
})

test('nothing is told to somebody who looks, or does not want it', async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const looking = await mountPage('/machine', { histories: [running] }, App)
  looking.lab.advance()
  await looking.settle()
  expect(shown).toEqual([])
  looking.page.unmount()
  looksAway()
  const settings = { ...defaultSettings, notifyWhenDone: false }
  const quiet = await mountPage('/machine', { histories: [running], settings }, App)
  quiet.lab.advance()
  await quiet.settle()
  expect(shown).toEqual([])
})

test('the native menu offers what the page can do, and does what is chosen there', async () => {
  const menus: (readonly MenuCommand[])[] = []
  const listeners = new Map<string, (payload: unknown) => void>()
  const desktop: DesktopBridge = {
    showCommands: (commands) => Promise.resolve(void menus.push(commands)),
    on: (name, listener) => {
      listeners.set(name, listener)
      return () => listeners.delete(name)
    },
  }
  const provide = { [desktopKey as symbol]: desktop }
  const { lab, router, page } = await mountPage(
    '/studies/a',
    { histories: [running] },
    App,
    provide,
  )
  const inPage = menus.at(-1)?.filter(({ section }) => section === 'page')
  expect(inPage?.map(({ id }) => id)).toContain('study.pause')
  expect(menus.at(-1)?.find(({ id }) => id === 'help.palette')?.keys).toBe('Mod+K')
  listeners.get('commandChosen')?.({ id: 'study.pause' })
  await flushPromises()
  expect(lab.calls.map(({ call }) => call)).toContain('studies.pause')
  listeners.get('commandChosen')?.({ id: 'go.machine' })
  await flushPromises()
  expect(router.currentRoute.value.name).toBe('machine')
  expect(menus.at(-1)?.filter(({ section }) => section === 'page')[0]?.id).toBe('machine.measure')
  listeners.get('studyChosen')?.({ studyId: 'a' })
  await flushPromises()
  expect(router.currentRoute.value.fullPath).toBe('/studies/a')
  page.unmount()
  expect(listeners.size).toBe(0)
})

// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { firstCompareView } from '../../../../shared/domain/compare/compare-view'
import { everyState, fakeHistory } from '../../../test/fake-data'
import type { FakeLabParts } from '../../../test/fake-lab'
import { mountPage } from '../../../test/mount-page'
import { useCompareStore } from '../../stores/compare'
import App from '../App.vue'

enableAutoUnmount(afterEach)
beforeEach(() => {
  // The tests' page lays nothing out.
  Element.prototype.scrollIntoView = vi.fn()
})

const histories = [fakeHistory({ id: 'a', name: 'First try', state: everyState })]
const field = () => document.querySelector<HTMLInputElement>('[role="combobox"]')
const options = () => [...document.querySelectorAll('[role="option"]')]
const titles = () => options().map((one) => one.querySelector('.title')?.textContent)
const active = () => document.getElementById(field()?.getAttribute('aria-activedescendant') ?? '')

async function openPalette(address: string, parts: FakeLabParts = {}) {
  const page = await mountPage(address, { histories, ...parts }, App)
  const press = async (key: string, held: KeyboardEventInit = {}) => {
    const on = field() ?? document
    const event = { key, bubbles: true, cancelable: true, ...held }
    on.dispatchEvent(new KeyboardEvent('keydown', event))
    await flushPromises()
  }
  const type = async (text: string) => {
    const input = field()
    if (!input) throw new Error('The palette is not open.')
    input.value = text
    input.dispatchEvent(new Event('input'))
    await flushPromises()
  }
  await press('k', { ctrlKey: true })
  return { ...page, press, type }
}

test('it opens by its key and offers what the page can do first', async () => {
  await openPalette('/studies/a')
  expect(document.activeElement).toBe(field())
  expect(field()?.getAttribute('aria-controls')).toBe(
    document.querySelector('[role="listbox"]')?.id,
  )
  expect(titles().slice(0, 3)).toEqual(['Pause all runs', 'Resume all runs', 'Stop all runs…'])
  expect(titles()).toContain('Go to the machine')
  expect(titles().at(-1)).toBe('First try')
  expect(active()?.textContent).toContain('Pause all runs')
})

test('a study, a run, a kind of schedule and a term are found and opened', async () => {
  const { type, press, router } = await openPalette('/machine')
  const opens = async (query: string, address: string) => {
    if (!field()) await press('k', { ctrlKey: true })
    await type(query)
    await press('Enter')
    await flushPromises()
    expect(router.currentRoute.value.fullPath).toBe(address)
  }
  await opens('first try', '/studies/a')
  await opens('run step diverged', '/runs/a-step-1')
  await opens('cosine with restarts', '/designer?kind=cosine-restarts')
  await opens('glossary nesterov', '/glossary?q=Nesterov+momentum')
})

test('a saved view is found by its name and shown', async () => {
  const view = {
    ...firstCompareView,
    look: { ...firstCompareView.look, x: 'rateSum' as const },
  }
  const saved = { id: 'v1', name: 'Paper, figure 3', savedAt: '2026-11-24T10:00:00.000Z', view }
  const { type, press, router } = await openPalette('/machine', { views: [saved] })
  await type('figure')
  await press('Enter')
  await flushPromises()
  expect(router.currentRoute.value.name).toBe('compare')
  expect(useCompareStore().view.look.x).toBe('rateSum')
})

test('keys choose, what cannot be done stays, and Escape gives the focus back', async () => {
  const { press, type, lab } = await openPalette('/studies/a')
  await type('all runs')
  await press('ArrowDown')
  await press('ArrowUp')
  await press('ArrowUp')
  expect(active()).toBe(options().at(-1))
  await press('ArrowDown')
  expect(active()?.textContent).toContain('Pause all runs')
  await press('Enter')
  expect(lab.calls.at(-1)?.call).toBe('studies.pause')
  expect(field()).toBeNull()
  const opener = document.querySelector<HTMLElement>('header .find')
  opener?.focus()
  opener?.click()
  await flushPromises()
  await type('xyzzy')
  expect(document.querySelector('.palette [role="status"]')?.textContent.trim()).toBe(
    'Nothing fits “xyzzy”.',
  )
  expect(field()?.hasAttribute('aria-activedescendant')).toBe(false)
  await press('Escape')
  expect(field()).toBeNull()
  expect(document.activeElement).toBe(opener)
})

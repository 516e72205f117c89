// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { SavedSchedule } from '../../../../shared/domain/design'
import { asScheduleId } from '../../../../shared/domain/ids'
import { families, scheduleKinds, type ScheduleSpec } from '../../../../shared/domain/schedule'
import { chooseFromMenu, openMenuOf } from '../../../test/menus'
import { mountPage } from '../../../test/mount-page'

enableAutoUnmount(afterEach)

/** A page without a layout: everything is in view. */
class SeesAll {
  constructor(private readonly tell: IntersectionObserverCallback) {}
  observe(target: Element) {
    const entry = { target, isIntersecting: true, time: 0 } as unknown as IntersectionObserverEntry
    this.tell([entry], this as unknown as IntersectionObserver)
  }
  unobserve() {}
  disconnect() {}
}
beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', SeesAll)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const saved = (id: string, changes: Partial<SavedSchedule> = {}): SavedSchedule => ({
  id: asScheduleId(id),
  name: `Schedule ${id}`,
  spec: { kind: 'cosine', per: 'epoch', initial: 0.1 },
  totalEpochs: 30,
  stepsPerEpoch: 100,
  createdAt: '2026-11-24T02:38:00.000Z',
  changedAt: '2026-11-24T02:38:00.000Z',
  ...changes,
})

const all = (selector: string) => [...document.querySelectorAll(selector)]
const texts = (selector: string) => all(selector).map((one) => one.textContent.trim())
const cards = () => texts('h3 a')
const hrefOf = (title: string) =>
  all('h3 a')
    .find((one) => one.textContent.trim() === title)
    ?.getAttribute('href')
const search = async (words: string) => {
  const field = document.querySelector<HTMLInputElement>('[aria-label="Search"]')
  if (!field) throw new Error('There is no search field.')
  field.value = words
  field.dispatchEvent(new Event('input'))
  await flushPromises()
}
const curve = (name: string) =>
  document.querySelector(`[aria-label="Learning rate of ${name}"] polyline`)?.getAttribute('points')

describe('the gallery', () => {
  test('shows every kind once, by families, each card leading to the designer', async () => {
    await mountPage('/schedules')
    expect(texts('h2')).toEqual(['Saved', ...families])
    expect(cards().sort()).toEqual(
      Object.values(scheduleKinds)
        .map(({ title }) => title)
        .sort(),
    )
    expect(hrefOf('One cycle')).toBe('/designer?kind=one-cycle')
  })

  test('tells summary, formula and source of a kind, and draws its example', async () => {
    const { text } = await mountPage('/schedules')
    const { summary, formula, source } = scheduleKinds['cosine-restarts']
    expect(text()).toContain(summary)
    expect(texts('code')).toContain(formula)
    expect(text()).toContain(source)
    expect(all('svg[role="img"] polyline')).toHaveLength(Object.keys(scheduleKinds).length)
    expect(curve('Constant')).toBe('2.0,2.0 198.0,2.0')
  })

  test('says what the reacting kinds are drawn with, and only those', async () => {
    await mountPage('/schedules')
    expect(texts('figcaption')).toEqual(
      Array(2).fill('With a made-up metric that improves for a third of the run'),
    )
  })

  test('redraws every curve on a logarithmic axis', async () => {
    await mountPage('/schedules')
    const before = curve('Exponential')
    document.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click()
    await flushPromises()
    expect(curve('Exponential')).not.toBe(before)
    expect(curve('Constant')).toBe('2.0,2.0 198.0,2.0')
  })
})

describe('the search', () => {
  test.each([
    ['OneCycleLR', 'One cycle'],
    ['cosin', 'Cosine'],
    ['reduceonplateau', 'Reduce on plateau'],
    ['patience', 'Reduce on plateau'],
    ['arXiv 1706.03762', 'Noam'],
    ['get_linear_schedule_with_warmup', 'Polynomial'],
    ['triangular2', 'Cyclic'],
    ['piecewise constant', 'Piecewise constant'],
  ])('for “%s” finds %s first', async (words, title) => {
    await mountPage('/schedules')
    await search(words)
    expect(texts('h2')).toEqual(['Results'])
    expect(cards()[0]).toBe(title)
  })

  test('is kept in the address, and opens what it found first', async () => {
    const { router, button } = await mountPage('/schedules?q=rex')
    expect(cards()[0]).toBe('REX')
    await search('noam')
    expect(router.currentRoute.value.query).toEqual({ q: 'noam' })
    document.querySelector('form')?.requestSubmit()
    await flushPromises()
    expect(router.currentRoute.value).toMatchObject({ name: 'designer', query: { kind: 'noam' } })
    expect(() => button('Show everything')).toThrow()
  })

  test('that finds nothing says so and leads back', async () => {
    const { router, button, text } = await mountPage('/schedules')
    await search('bananas')
    expect(text()).toContain('Nothing fits “bananas”')
    expect(document.querySelector('[role="status"]')?.textContent).toBe('0 found')
    document.querySelector('form')?.requestSubmit()
    await flushPromises()
    expect(router.currentRoute.value.name).toBe('schedules')
    button('Show everything').click()
    await flushPromises()
    expect(texts('h2')).toEqual(['Saved', ...families])
  })

  test('takes the keyboard on its key', async () => {
    await mountPage('/schedules')
    document.dispatchEvent(new KeyboardEvent('keydown', { key: '/' }))
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Search')
  })

  test('looks through the saved ones, too', async () => {
    const schedules = [saved('a', { name: 'My long noam run' }), saved('b')]
    await mountPage('/schedules', { schedules })
    await search('noam')
    expect(texts('h2')).toEqual(['Saved', 'Results'])
    expect(cards()).toEqual(['My long noam run', 'Noam'])
  })
})

describe('saved schedules', () => {
  test('are invited while there are none', async () => {
    const { text } = await mountPage('/schedules')
    expect(text()).toContain('Nothing is saved yet.')
  })

  test('stand on top, drawn for their own run, and lead to the designer', async () => {
    const spec: ScheduleSpec = { kind: 'step', per: 'epoch', initial: 1, factor: 0.5, every: 1 }
    const schedules = [saved('a', { spec, totalEpochs: 2, stepsPerEpoch: 10 })]
    const { text } = await mountPage('/schedules', { schedules })
    expect(hrefOf('Schedule a')).toBe('/designer?saved=a')
    expect(text()).toContain('Step, 2 epochs of 10 steps')
    expect(text()).toContain('changed 24 Nov 2026')
    expect(curve('Schedule a')).toBe('2.0,2.0 90.2,2.0 100.0,36.0 198.0,36.0')
  })

  test('that do not fit their run say why', async () => {
    const spec: ScheduleSpec = { kind: 'one-cycle', peak: 0.1, warmup: 9_000 }
    const { text } = await mountPage('/schedules', { schedules: [saved('a', { spec })] })
    expect(text()).toContain('It cannot be drawn. schedule: warmup is 9000 units')
  })

  test('are renamed, which keeps all else', async () => {
    const { lab, button, text } = await mountPage('/schedules', { schedules: [saved('a')] })
    button('Rename Schedule a').click()
    await flushPromises()
    const field = document.querySelector<HTMLInputElement>('.el-dialog input')
    if (field) field.value = ' Second thought '
    field?.dispatchEvent(new Event('input'))
    await flushPromises()
    button('Save').click()
    await flushPromises()
    const { id, spec, totalEpochs, stepsPerEpoch } = saved('a')
    expect(lab.calls.at(-1)).toEqual({
      call: 'schedules.save',
      input: { id, name: 'Second thought', spec, totalEpochs, stepsPerEpoch },
    })
    expect(text()).toContain('Second thought')
  })

  test('are duplicated under a name that still fits', async () => {
    const name = 'x'.repeat(120)
    const { lab, button } = await mountPage('/schedules', { schedules: [saved('a', { name })] })
    button(`Duplicate ${name}`).click()
    await flushPromises()
    const { spec, totalEpochs, stepsPerEpoch } = saved('a')
    expect(lab.calls.at(-1)?.input).toEqual({
      name: `${'x'.repeat(113)} (copy)`,
      spec,
      totalEpochs,
      stepsPerEpoch,
    })
    expect(cards().slice(0, 2)).toEqual([`${'x'.repeat(113)} (copy)`, name])
  })

  test('are deleted only after a confirmation', async () => {
    const { lab, button, text } = await mountPage('/schedules', { schedules: [saved('a')] })
    button('Delete Schedule a').click()
    await flushPromises()
    expect(lab.calls.map(({ call }) => call)).not.toContain('schedules.remove')
    button('Delete').click()
    await flushPromises()
    expect(lab.calls.at(-1)).toEqual({ call: 'schedules.remove', input: { scheduleId: 'a' } })
    expect(text()).toContain('Nothing is saved yet.')
  })

  test('are six at first, and more on demand', async () => {
    const schedules = Array.from({ length: 70 }, (_, n) => saved(`n${n}`))
    const { button } = await mountPage('/schedules', { schedules })
    const mine = () => cards().filter((name) => name.startsWith('Schedule n')).length
    expect(mine()).toBe(6)
    button('Show 60 more of 64').click()
    await flushPromises()
    expect(mine()).toBe(66)
    button('Show 4 more').click()
    await flushPromises()
    expect(mine()).toBe(70)
    button('Show fewer').click()
    await flushPromises()
    expect(mine()).toBe(6)
  })

  test('follow what others change', async () => {
    const { lab } = await mountPage('/schedules')
    lab.emit('schedulesChanged', { schedules: [saved('a')] })
    await flushPromises()
    expect(cards()[0]).toBe('Schedule a')
  })

  test('that cannot be read say why, the kinds below them all the same', async () => {
    const error = {
      code: 'storage-failed',
      message: 'schedules.json is damaged.',
      causes: [],
    } as const
    const { text } = await mountPage('/schedules', { failing: { 'schedules.list': error } })
    expect(text()).toContain('schedules.json is damaged.')
    expect(cards()).toContain('Cosine')
  })
})

test('a right click on a saved schedule offers what can be done with it', async () => {
  const { lab, router } = await mountPage('/schedules', { schedules: [saved('one'), saved('two')] })
  const card = (place: number) => all('.schedule-cards > li')[place]
  await openMenuOf(card(1))
  expect(all('[role="menu"]')[0]?.getAttribute('aria-label')).toBe(
    'What can be done with Schedule two',
  )
  await chooseFromMenu('Duplicate')
  const copy = lab.calls.find(({ call }) => call === 'schedules.save')
  expect(copy?.input).toMatchObject({ name: 'Schedule two (copy)' })
  await openMenuOf(card(1))
  await chooseFromMenu('Open in the designer')
  expect(router.currentRoute.value.name).toBe('designer')
})

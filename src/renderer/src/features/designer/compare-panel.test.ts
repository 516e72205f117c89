// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { asScheduleId } from '../../../../shared/domain/ids'
import type { SavedSchedule } from '../../../../shared/domain/design'
import { LabChartStub, mountPage } from '../../../test/mount-page'
import { designOf, useDesignStore } from '../../stores/design'
import { useOverlayStore } from '../../stores/overlay'
import ComparePanel from './ComparePanel.vue'

enableAutoUnmount(afterEach)
beforeEach(() => {
  URL.createObjectURL = vi.fn(() => 'blob:x')
})

const saved = (name: string, spec: SavedSchedule['spec']): SavedSchedule => ({
  id: asScheduleId(name.toLowerCase().replaceAll(' ', '-')),
  name,
  spec,
  totalEpochs: 100,
  stepsPerEpoch: 250,
  createdAt: '2026-11-25T10:00:00.000Z',
  changedAt: '2026-11-25T10:00:00.000Z',
})
const schedules = [
  saved('High', { kind: 'constant', rate: 0.4 }),
  saved('Zero', { kind: 'constant', rate: 0 }),
  saved('Too long', { kind: 'multi-step', initial: 1, factor: 0.1, milestones: ['90%', 5] }),
]

const Panel = defineComponent({ render: () => h(ComparePanel, { theme: 'light' }) })

async function mountPanel() {
  const mounted = await mountPage('/', { schedules }, Panel)
  useDesignStore().open({ ...designOf('cosine'), name: 'Mine' })
  await flushPromises()
  return mounted
}

const checkbox = (name: string) => {
  const found = [...document.querySelectorAll('.el-checkbox')].find((one) =>
    one.textContent.trim().startsWith(name),
  )
  const input = found?.querySelector('input')
  if (!input) throw new Error(`There is no checkbox "${name}".`)
  return input
}
const tick = async (name: string) => {
  checkbox(name).click()
  await flushPromises()
}
const rows = () =>
  [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()),
  )
const choose = async (label: string) => {
  const found = [...document.querySelectorAll('.el-segmented__item')].find(
    (one) => one.textContent.trim() === label,
  )
  found?.querySelector('input')?.click()
  await flushPromises()
}
const lineNames = (page: Awaited<ReturnType<typeof mountPanel>>['page']) => {
  const { series } = page.findComponent(LabChartStub).props('option') as {
    series: { name: string }[]
  }
  return series.map(({ name }) => name)
}

test('begins with the design alone and its facts', async () => {
  const { page, text } = await mountPanel()
  expect(rows().map((cells) => cells.slice(1, 3))).toEqual([['0.1', '0.1']])
  expect(lineNames(page)).toEqual(['Mine'])
  expect(text()).toContain('Tick schedules on the left')
})

test('lays over it what is ticked, and takes it off again', async () => {
  const { page, button } = await mountPanel()
  await tick('High')
  await tick('REX')
  expect(lineNames(page)).toEqual(['Mine', 'High', 'REX'])
  expect(rows()[1]?.slice(1, 6)).toEqual(['0.4', '0.4', '0.4', '0.4', '10000'])
  button('Take High off').click()
  await flushPromises()
  expect(lineNames(page)).toEqual(['Mine', 'REX'])
  expect(checkbox('High').checked).toBe(false)
})

test('shows of the list what fits the words', async () => {
  const { text } = await mountPanel()
  const search = document.querySelector<HTMLInputElement>('input[type="search"]')
  if (!search) throw new Error('There is no search box.')
  search.value = 'no such thing'
  search.dispatchEvent(new Event('input'))
  await flushPromises()
  expect(text()).toContain('Nothing fits “no such thing”.')
  search.value = 'hig'
  search.dispatchEvent(new Event('input'))
  await flushPromises()
  expect(checkbox('High')).toBeTruthy()
  expect(() => checkbox('Zero')).toThrow()
})

test('gives all the same peak, and says of which it cannot', async () => {
  const { text } = await mountPanel()
  await tick('High')
  await tick('Zero')
  await choose('the same peak')
  expect(rows()[1]?.slice(1, 4)).toEqual(['× 0.25', '0.1', '0.1'])
  expect(rows()[2]?.[0]).toContain('The highest rate is 0, and stays 0 however it is scaled.')
  expect(text()).toContain('Scaled to what “Mine” has')
})

test('lists a schedule that cannot have this run with its error, and does not draw it', async () => {
  const { page } = await mountPanel()
  await tick('Too long')
  expect(lineNames(page)).toEqual(['Mine'])
  expect(rows()[1]?.[1]).toMatch(/^schedule\.milestones\[1\]: must not come before/)
})

test('says of a schedule that reacts that its metric is made up', async () => {
  await mountPanel()
  await tick('Reduce on plateau')
  expect(rows()[1]?.[0]).toContain('made-up metric')
})

test('is full with twelve', async () => {
  const { text } = await mountPanel()
  const store = useOverlayStore()
  const kinds = ['cosine', 'step', 'rex', 'tanh', 'noam', 'ramp', 'cyclic', 'clamp', 'noise']
  for (const id of [...kinds, 'formula', 'points']) store.add(`example ${id}`)
  await flushPromises()
  expect(rows()).toHaveLength(12)
  expect(text()).toContain('12 are shown')
  expect(checkbox('High').disabled).toBe(true)
  expect(checkbox('REX').disabled).toBe(false)
})

describe('the picture', () => {
  test('is of what is drawn, as it is drawn', async () => {
    const { lab, button } = await mountPanel()
    await tick('High')
    await tick('Too long')
    await choose('the same peak')
    button('Save the chart as SVG').click()
    await flushPromises()
    expect(lab.calls.at(-1)).toMatchObject({
      call: 'exports.scheduleChart',
      input: {
        title: 'Mine and one other',
        lines: [{ name: 'Mine' }, { name: 'High', spec: { kind: 'product' } }],
        totalEpochs: 100,
        stepsPerEpoch: 250,
        axis: 'epoch',
        format: 'svg',
      },
    })
  })
})

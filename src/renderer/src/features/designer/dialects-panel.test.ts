// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import type { ScheduleSpec } from '../../../../shared/domain/schedule'
import { LabChartStub, mountPage } from '../../../test/mount-page'
import { designOf, useDesignStore } from '../../stores/design'
import DialectsPanel from './DialectsPanel.vue'

enableAutoUnmount(afterEach)

const stairs: ScheduleSpec = {
  kind: 'multi-step',
  per: 'epoch',
  initial: 0.1,
  factor: 0.1,
  milestones: [30, 60],
}
const Panel = defineComponent({ render: () => h(DialectsPanel, { theme: 'light' }) })

async function mountPanel(spec: ScheduleSpec = stairs) {
  const mounted = await mountPage('/', {}, Panel)
  useDesignStore().open({ ...designOf('multi-step'), name: 'Mine', spec })
  await flushPromises()
  const press = async (name: string) => {
    mounted.button(name).click()
    await flushPromises()
  }
  const chart = () => {
    const { xAxis, series } = mounted.page.findComponent(LabChartStub).props('option') as {
      xAxis: { min: number; max: number }
      series: { name: string; markArea?: { data: readonly unknown[] } }[]
    }
    return {
      ends: [xAxis.min, xAxis.max],
      names: series.map(({ name }) => name),
      shaded: series[0]?.markArea?.data.length,
    }
  }
  return { ...mounted, press, chart }
}

const rows = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => ({
    name: row.querySelector('.label')?.textContent,
    code: row.querySelector('code')?.textContent,
    rate: row.querySelector('td.numeric')?.textContent,
  }))
const sentences = () =>
  [...document.querySelectorAll('.differences li p:first-child')].map((one) => one.textContent)

test('the libraries are drawn, told, and their differences shaded and explained', async () => {
  const { chart, text } = await mountPanel()
  expect(chart()).toEqual({
    ends: [0, 100],
    names: ['Keras', 'PyTorch', 'optax', 'timm'],
    shaded: 4,
  })
  expect(rows().map(({ name, rate }) => [name, rate])).toEqual([
    ['Keras', '0.1'],
    ['PyTorch', '0.1'],
    ['optax', '0.1'],
    ['timm', '0.01'],
  ])
  expect(rows()[1]?.code).toBe('MultiStepLR(milestones=[30, 60], gamma=0.1)')
  expect(text()).toContain('Rate at epoch 29')
  expect(sentences()[1]).toBe(
    'At epoch 30, PyTorch, optax and timm have 0.01; Keras still has 0.1.',
  )
})

test('each difference can be looked at closely, and the whole run again', async () => {
  const { chart, press, text } = await mountPanel()
  await press(`Look closely: ${sentences()[1]}`)
  expect(chart().ends).toEqual([25, 36])
  expect(text()).toContain('Rate at epoch 30')
  expect(rows()[0]?.rate).toBe('0.1')
  await press('Whole run')
  expect(chart().ends).toEqual([0, 100])
})

test('a library that is hidden is neither drawn nor counted', async () => {
  const { chart } = await mountPanel()
  document.querySelector<HTMLInputElement>('[aria-label="Show timm"]')?.click()
  await flushPromises()
  expect(chart().names).toEqual(['Keras', 'PyTorch', 'optax'])
  expect(sentences()).toHaveLength(2)
})

test('a dialect can be adopted, and the adoption undone', async () => {
  const { press, text } = await mountPanel()
  const store = useDesignStore()
  await press('Adopt timm')
  expect(store.design.spec).toEqual({ ...stairs, milestones: [29, 59] })
  expect(text()).toContain('Your design now does what “timm” does.')
  store.undo()
  expect(store.design.spec).toEqual(stairs)
})

describe('a design', () => {
  test('that no two libraries have is told so', async () => {
    const { text } = await mountPanel({ kind: 'formula', expression: '0.1' })
    expect(text()).toContain('No two libraries differ on such a schedule')
  })

  test('that has a fault is told it', async () => {
    const { text } = await mountPanel({ ...stairs, milestones: [60, 30] })
    expect(text()).toContain('milestones[1]: must not come before')
  })

  test('on which all agree is told so', async () => {
    const { text } = await mountPanel({ kind: 'step', initial: 0.1, factor: 0.5, every: 10 })
    expect(text()).toContain('All of them give the same rates in this run.')
  })
})

test('the article’s traps show what was meant, what was applied, and why', async () => {
  const { chart, press, text } = await mountPanel()
  await press('A time-based formula that feeds on itself')
  expect(chart().names).toEqual(['Intended', 'Applied'])
  expect(text()).toContain('def schedule(epoch, rate): return rate / (1 + 0.005 * epoch)')
  expect(text()).toContain('the divisors multiply up')
  await press('Adopt Applied')
  expect(useDesignStore().design.spec).toMatchObject({ kind: 'compounding-time' })
})

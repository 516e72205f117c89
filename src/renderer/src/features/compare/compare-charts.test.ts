// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import type { ComparisonLine } from '../../../../shared/domain/compare/comparison-line'
import { fakeHistory } from '../../../test/fake-data'
import { LabChartStub, mountPage } from '../../../test/mount-page'
import { useCompareStore } from '../../stores/compare'

enableAutoUnmount(afterEach)

const histories = [fakeHistory({ id: 'a', seeds: [1, 2], totalEpochs: 20 })]
const open = () => mountPage('/compare', { histories })
type Opened = Awaited<ReturnType<typeof open>>

const chart = ({ page }: Opened, label: string) => {
  const found = page.findAllComponents(LabChartStub).find((one) => one.props('label') === label)
  if (!found) throw new Error(`There is no chart "${label}".`)
  return found
}
const lines = (opened: Opened, label: string) =>
  chart(opened, label).props('lines') as readonly ComparisonLine[]
const control = (label: string) => {
  const all = [...document.querySelectorAll('label')]
  const found = all.find((one) => one.textContent.trim() === label)
  const element = found && document.getElementById(found.htmlFor)
  if (!element) throw new Error(`There is no control "${label}".`)
  return element as HTMLSelectElement
}
const choose = async (label: string, value: string) => {
  const select = control(label)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
  await flushPromises()
}
const check = async (name: string) => {
  const all = [...document.querySelectorAll('.el-checkbox')]
  const found = all.find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === name,
  )
  if (!found) throw new Error(`There is no checkbox "${name}".`)
  found.querySelector('input')?.click()
  await flushPromises()
}
const showTab = async (name: string) => {
  const tab = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find(
    (one) => one.textContent.trim() === name,
  )
  tab?.click()
  await flushPromises()
}
const panelText = () => document.querySelector('[role="tabpanel"]')?.textContent ?? ''

describe('curves', () => {
  test('a panel for each metric, a line for each run, over the chosen axis', async () => {
    const opened = await open()
    expect(lines(opened, 'Validation loss')).toHaveLength(18)
    await choose('Horizontal axis', 'step')
    const [first] = lines(opened, 'Validation loss')
    expect(first?.xs[0]).toBe(313)
    await check('Training loss')
    expect(lines(opened, 'Training loss')).toHaveLength(18)
    expect(useCompareStore().view.look.metrics.at(-1)).toBe('loss')
  })

  test('runs become groups with a band, and the footnote says so', async () => {
    const opened = await open()
    await choose('Group by', 'trial')
    await choose('Band', 'interval')
    const [group] = lines(opened, 'Validation loss')
    expect(group).toMatchObject({
      kind: 'group',
      name: 'Constant',
      runIds: ['a-constant-1', 'a-constant-2'],
    })
    expect(group?.low).not.toBeNull()
    expect(panelText()).toContain('Mean of 2 runs each, grouped by trial.')
    expect(panelText()).toContain('95 % interval')
  })

  test('smoothing keeps the raw line and never touches the learning rate', async () => {
    const opened = await open()
    await choose('Smoothing', 'ema')
    expect(lines(opened, 'Validation loss')[0]?.raw).not.toBeNull()
    expect(lines(opened, 'Learning rate')[0]?.raw).toBeNull()
    const slider = control('Weight')
    slider.value = '0.9'
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    expect(useCompareStore().view.look.smoothing).toEqual({ kind: 'ema', weight: 0.9 })
  })

  test('a zoom is part of the look, shared by all panels, and fitted again', async () => {
    const opened = await open()
    chart(opened, 'Validation loss').vm.$emit('zoom', { from: 3, to: 9 })
    await flushPromises()
    expect(useCompareStore().view.look.zoom).toEqual({ from: 3, to: 9 })
    opened.button('Fit').click()
    await flushPromises()
    expect(useCompareStore().view.look.zoom).toBeNull()
    chart(opened, 'Validation loss').vm.$emit('zoom', { from: 3, to: 9 })
    await choose('Horizontal axis', 'seconds')
    expect(useCompareStore().view.look.zoom).toBeNull()
  })

  test('a line under the pointer is brought out everywhere, a click selects its runs', async () => {
    const opened = await open()
    const [line] = lines(opened, 'Validation loss')
    chart(opened, 'Validation loss').vm.$emit('hover', line?.id)
    await flushPromises()
    expect(useCompareStore().hovered).toBe('a-constant-1')
    chart(opened, 'Validation loss').vm.$emit('choose', line)
    expect([...useCompareStore().selected]).toEqual(['a-constant-1'])
  })

  test('the table behind a chart has the best last value first', async () => {
    const { button } = await open()
    button('Validation loss: show the table behind the chart').click()
    await flushPromises()
    const rows = [...document.querySelectorAll('[role="tabpanel"] tbody tr')]
    expect(rows).toHaveLength(18)
    const last = rows.map((row) => Number(row.querySelectorAll('td')[2]?.textContent))
    expect(last).toEqual([...last].sort((a, b) => a - b))
  })

  test('panels move, grow and close; one axis each can be logarithmic', async () => {
    const { button } = await open()
    const { view } = useCompareStore()
    expect(view.look.metrics).toEqual(['valLoss', 'valAccuracy', 'learningRate'])
    button('Move Learning rate forward').click()
    button('Enlarge Learning rate').click()
    await check('Learning rate: logarithmic axis')
    expect(useCompareStore().view.look).toMatchObject({
      metrics: ['valLoss', 'learningRate', 'valAccuracy'],
      enlarged: 'learningRate',
      logY: ['learningRate'],
    })
    button('Close Validation loss').click()
    await flushPromises()
    expect(useCompareStore().view.look.metrics).toEqual(['learningRate', 'valAccuracy'])
  })

  test('what is saved is what is drawn', async () => {
    const { lab, button } = await open()
    await choose('Group by', 'trial')
    button('Save Validation loss …').click()
    await flushPromises()
    button('CSV, a row per line and point').click()
    await flushPromises()
    button('Save Validation loss …').click()
    await flushPromises()
    button('SVG').click()
    await flushPromises()
    const [drawn, picture] = lab.calls.filter(({ call }) => call.startsWith('exports.'))
    expect(drawn).toMatchObject({
      call: 'exports.drawn',
      input: { metric: 'valLoss', layout: 'tidy', look: { groupBy: 'trial' } },
    })
    expect(picture).toMatchObject({ call: 'exports.comparison', input: { format: 'svg' } })
    expect((picture?.input as { runs: unknown[] }).runs).toHaveLength(18)
  })

  test('what else differs is said over the panels, and its runs can be selected', async () => {
    const { text, button } = await open()
    expect(text()).toContain('Not only the schedule differs')
    expect(panelText()).toContain('Constant trains on 20,000')
    button('Select the 2 runs').click()
    expect([...useCompareStore().selected]).toEqual(['a-constant-1', 'a-constant-2'])
  })
})

describe('other ways to compare', () => {
  test('differences are paired by seed, and say what they decide', async () => {
    const { lab, button } = await open()
    await showTab('Differences')
    expect(panelText()).toContain('Differences to Keras decay')
    expect(panelText()).toMatch(/Better, by|Worse, by|Undecided: the interval spans 0/)
    expect(panelText()).toContain('2 runs without a partner')
    button('Save Differences to Keras decay …').click()
    await flushPromises()
    button('SVG').click()
    await flushPromises()
    expect(lab.calls.at(-1)).toMatchObject({
      call: 'exports.chart',
      input: { chart: { kind: 'differences', objective: { metric: 'valLoss', at: 'best' } } },
    })
  })

  test('recipes show what differs, all on demand, and copy a cell', async () => {
    await open()
    await showTab('Recipes')
    const fields = () =>
      [...document.querySelectorAll('tbody th.field')].map((th) => th.textContent)
    expect(fields()).toContain('Schedule')
    expect(fields()).not.toContain('Batch size')
    await check('Also what is the same')
    expect(fields()).toContain('Batch size')
    useCompareStore().select(histories[0]?.runs.slice(0, 2).map(({ id }) => id) ?? [])
    await flushPromises()
    expect(document.querySelectorAll('thead th.run')).toHaveLength(2)
    document.querySelector<HTMLElement>('tbody button.cell')?.click()
    await flushPromises()
    expect(document.querySelector('p.said')?.textContent).toBe(
      'Copied: Which learning-rate schedule?',
    )
  })

  test('a brush draws only the runs within, until it is cleared', async () => {
    const opened = await open()
    await showTab('Parallel')
    const hidden = () => useCompareStore().view.choice.hidden.length
    chart(opened, 'Runs across their fields').vm.$emit('brush', 'peakRate', [[0.4, 0.6]])
    await flushPromises()
    expect(hidden()).toBe(6)
    opened.button('12 of 18 within the brushes: clear them').click()
    await flushPromises()
    expect(hidden()).toBe(0)
  })

  test('a scatter lays out the chosen fields, and its dots select runs', async () => {
    const opened = await open()
    await showTab('Scatter')
    await choose('Across', 'seed')
    await choose('Up', 'finalLoss')
    const dots = chart(opened, 'Final training loss over seed')
    dots.vm.$emit('press', 'a-linear-2')
    expect([...useCompareStore().selected]).toEqual(['a-linear-2'])
  })

  test('a finding opens the chart that shows it, with its runs alone', async () => {
    const opened = await open()
    await showTab('Findings')
    expect(panelText()).toContain('What these runs show')
    const best = document.querySelector('li.best')
    best?.querySelector('button')?.click()
    await flushPromises()
    expect(lines(opened, 'Validation loss')).toHaveLength(4)
    expect(useCompareStore().view.look.enlarged).toBe('valLoss')
  })

  test('the classes of two runs stand beside each other', async () => {
    await open()
    await showTab('Classes')
    await choose('Beside', 'a-linear-2')
    expect(panelText()).toContain('Accuracy by class')
    expect(panelText()).toContain('Classes at the end: Linear, seed 2')
    expect(panelText()).toContain('no change')
  })
})

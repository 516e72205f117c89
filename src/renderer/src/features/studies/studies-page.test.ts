// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { everyState, fakeHistory } from '../../../test/fake-data'
import { chooseFromMenu, menuLabels, openMenuOf } from '../../../test/menus'
import { mountPage } from '../../../test/mount-page'

enableAutoUnmount(afterEach)

const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
  return document.getElementById(found?.htmlFor ?? '') as HTMLInputElement
}
const write = async (label: string, text: string) => {
  field(label).value = text
  field(label).dispatchEvent(new Event('input'))
  await flushPromises()
}

test('one click runs the whole study with its defaults and opens it', async () => {
  const { lab, router, button } = await mountPage('/')
  button('Run the study').closest('form')?.requestSubmit()
  await flushPromises()
  expect(lab.calls.find(({ call }) => call === 'studies.create')?.input).toMatchObject({
    templateId: 'article',
    totalEpochs: 100,
    seeds: [1],
    trialIds: expect.arrayContaining(['constant', 'exponential', 'adam']) as unknown,
  })
  expect(router.currentRoute.value).toMatchObject({
    name: 'study',
    params: { studyId: 'study-1' },
  })
})

test('options choose the length, the seeds and the trials', async () => {
  const { lab, button } = await mountPage('/')
  await write('Epochs', '5')
  await write('Seeds', '1-3')
  button('None').click()
  await flushPromises()
  expect(button('Run the study').disabled).toBe(true)
  const linear = [...document.querySelectorAll('.el-checkbox')].find(
    (one) => one.textContent === 'Linear',
  )
  linear?.querySelector('input')?.click()
  await flushPromises()
  expect(document.body.textContent).toContain('3 runs of 5 epochs each')
  button('Run the study').closest('form')?.requestSubmit()
  await flushPromises()
  expect(lab.calls.find(({ call }) => call === 'studies.create')?.input).toMatchObject({
    totalEpochs: 5,
    seeds: [1, 2, 3],
    trialIds: ['linear'],
  })
})

test('a wrong value is named with its rule, and nothing can be started', async () => {
  const { lab, button, text } = await mountPage('/')
  await write('Epochs', '0')
  expect(text()).toContain('Epochs is “0”; it must be a whole number from 1 to 10,000.')
  expect(field('Epochs').getAttribute('aria-invalid')).toBe('true')
  expect(button('Run the study').disabled).toBe(true)
  button('Run the study').closest('form')?.requestSubmit()
  await flushPromises()
  expect(lab.calls.map(({ call }) => call)).not.toContain('studies.create')
})

describe('how it is trained', () => {
  const choose = async (label: string, value: string) => {
    const box = field(label)
    box.value = value
    box.dispatchEvent(new Event('change'))
    await flushPromises()
  }
  const start = async (button: (name: string) => HTMLButtonElement) => {
    button('Run the study').closest('form')?.requestSubmit()
    await flushPromises()
  }
  const created = (lab: { calls: readonly { call: string; input: unknown }[] }) =>
    lab.calls.find(({ call }) => call === 'studies.create')?.input as
      { recipe: unknown } | undefined

  test('is as the article has it until somebody changes it', async () => {
    const { lab, button } = await mountPage('/')
    const more = document.querySelector<HTMLDetailsElement>('details.more')
    expect(more?.open).toBe(false)
    await start(button)
    expect(created(lab)?.recipe).toEqual({})
  })

  test('presets and options go to every trial', async () => {
    const { lab, button, text } = await mountPage('/')
    await choose('Network', 'lenet')
    await choose('Optimizer', 'momentum')
    expect(text()).toContain('A learning rate of 0.01 is customary')
    await write('Batch size', '100')
    await choose('Early stopping', 'valLoss')
    await write('Patience', '4')
    await start(button)
    expect(created(lab)?.recipe).toMatchObject({
      optimizer: { kind: 'sgd', momentum: 0.9 },
      batchSize: 100,
      earlyStopping: { metric: 'valLoss', patience: 4 },
    })
    expect(created(lab)?.recipe).not.toHaveProperty('data')
  })

  test('the network, its steps and its memory are told before', async () => {
    const { text } = await mountPage('/')
    await choose('Network', 'softmax')
    expect(text()).toContain('7,850')
    expect(text()).toContain('Steps per epoch313 or 250')
    expect(text()).toMatch(/Memoryabout 4\d\d\.\d MB for each run/)
  })

  test('what cannot be trained is refused in words', async () => {
    const { lab, button, text } = await mountPage('/')
    await write('Batch size', '30000')
    expect(text()).toContain('batchSize: must be at most the 20,000 training images; was 30,000')
    expect(button('Run the study').disabled).toBe(true)
    await start(button)
    expect(created(lab)).toBeUndefined()
  })

  test('everything else can be written as JSON', async () => {
    const { lab, button, text } = await mountPage('/')
    button('Edit as JSON').click()
    await flushPromises()
    const label = 'What all trials have in common, as JSON'
    expect(JSON.parse(field(label).value)).toMatchObject({ batchSize: 64 })
    expect(field('Network').disabled).toBe(true)
    await write(label, '{"batchSize": 0}')
    expect(text()).toContain('batchSize: must be a whole number, at least 1')
    expect(button('Run the study').disabled).toBe(true)
    await write(label, '{"dropLast": true, "optimizer": {"kind": "lion"}}')
    await start(button)
    expect(created(lab)?.recipe).toEqual({ dropLast: true, optimizer: { kind: 'lion' } })
  })

  test('and dropped again for the fields', async () => {
    const { button } = await mountPage('/')
    button('Edit as JSON').click()
    await flushPromises()
    button('Drop this and go back to the fields').click()
    await flushPromises()
    expect(field('Batch size').value).toBe('64')
    expect(button('Run the study').disabled).toBe(false)
  })
})

describe('the history', () => {
  const histories = [fakeHistory({ id: 'a', name: 'First try', state: everyState })]

  test('says what to do while it is empty', async () => {
    const { text } = await mountPage('/')
    expect(text()).toContain('No studies yet')
  })

  test('counts the runs by their state', async () => {
    await mountPage('/', { histories })
    const row = [...document.querySelectorAll('tbody tr')].map((one) => one.textContent)
    expect(row).toHaveLength(1)
    expect(row[0]).toMatch(/First try.*9 × 1.*2\s*Running.*1\s*Diverged/)
  })

  test('deletes only after a confirmation', async () => {
    const { lab, button, text } = await mountPage('/', { histories })
    button('Delete First try').click()
    await flushPromises()
    expect(lab.calls.map(({ call }) => call)).not.toContain('studies.remove')
    button('Delete').click()
    await flushPromises()
    expect(lab.calls.at(-1)).toEqual({ call: 'studies.remove', input: { studyId: 'a' } })
    expect(text()).toContain('No studies yet')
  })

  test('renames', async () => {
    const { lab, button, text } = await mountPage('/', { histories })
    button('Rename First try').click()
    await flushPromises()
    await write('New name', '  Second thought ')
    button('Save').click()
    await flushPromises()
    expect(lab.calls.at(-1)?.input).toEqual({ studyId: 'a', name: 'Second thought' })
    expect(text()).toContain('Second thought')
  })

  test('that cannot be read says why, and can be read again', async () => {
    const failing = {
      'studies.list': {
        code: 'storage-failed',
        message: 'studies/a.json is damaged.',
        causes: ['EIO'],
      },
    } as const
    const { lab, button, text } = await mountPage('/', { failing })
    expect(text()).toContain('studies/a.json is damaged.')
    expect(text()).toContain('EIO')
    const before = lab.calls.length
    button('Try again').click()
    await flushPromises()
    expect(lab.calls.slice(before).map(({ call }) => call)).toContain('studies.list')
  })

  test('shows that it is loading', async () => {
    await mountPage('/', { hanging: ['studies.list'] })
    expect(document.querySelector('[role="status"]')?.textContent).toContain('Loading…')
  })
})

test('a right click on a study offers what can be done with it', async () => {
  const histories = [
    fakeHistory({ id: 'a', name: 'First', state: everyState }),
    fakeHistory({ id: 'b', name: 'Second', createdAt: '2026-11-20T02:38:00.000Z' }),
  ]
  const { lab, router, button, text } = await mountPage('/', { histories })
  const rows = () => [...document.querySelectorAll('table[aria-label="History"] tbody tr')]
  await openMenuOf(rows()[1])
  const greyed = [...document.querySelectorAll('[role="menu"] [aria-disabled="true"]')]
  expect(greyed.map((one) => one.textContent.trim())).toEqual([
    'Pause all',
    'Resume all',
    'Retry all that ended early',
    'Stop all…',
  ])
  expect(menuLabels()).toContain('Compare its runs')
  await openMenuOf(rows()[0]?.querySelector('a') ?? undefined)
  await chooseFromMenu('Pause all')
  expect(lab.calls.at(-1)).toEqual({ call: 'studies.pause', input: { studyId: 'a' } })
  await openMenuOf(rows()[0])
  await chooseFromMenu('Stop all…')
  expect(lab.calls.map(({ call }) => call)).not.toContain('studies.stop')
  button('Stop all').click()
  await flushPromises()
  expect(lab.calls.at(-1)).toEqual({ call: 'studies.stop', input: { studyId: 'a' } })
  await openMenuOf(rows()[1])
  await chooseFromMenu('Rename…')
  expect(text()).toContain('Rename the study')
  await openMenuOf(rows()[1])
  await chooseFromMenu('Open')
  expect(router.currentRoute.value.fullPath).toBe('/studies/b')
})

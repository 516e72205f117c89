// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mountPage } from '../../../test/mount-page'
import { designOf, useDesignStore } from '../../stores/design'
import CodePanel from './CodePanel.vue'

enableAutoUnmount(afterEach)

const copied: string[] = []
const saved: { name: string; text: Promise<string> }[] = []
let newest: Blob | null = null

beforeEach(() => {
  copied.length = 0
  saved.length = 0
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => {
    copied.push(text)
    return Promise.resolve()
  })
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    newest = blob as Blob
    return 'blob:x'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    if (newest) saved.push({ name: this.download, text: newest.text() })
  })
})
afterEach(() => vi.restoreAllMocks())

async function mountPanel() {
  const mounted = await mountPage('/', {}, CodePanel)
  const store = useDesignStore()
  store.open({ ...designOf('step'), name: 'Mine', totalEpochs: 3, stepsPerEpoch: 2 })
  await flushPromises()
  const press = async (name: string) => {
    mounted.button(name).click()
    await flushPromises()
  }
  return { ...mounted, store, press }
}

const pre = () => document.querySelector('pre')
const choose = async (label: string) => {
  const found = [...document.querySelectorAll('.el-segmented__item')].find(
    (one) => one.textContent.trim() === label,
  )
  found?.querySelector('input')?.click()
  await flushPromises()
}
const paste = async (text: string) => {
  const area = document.querySelector('textarea')
  if (!area) throw new Error('There is no box to paste into.')
  area.value = text
  area.dispatchEvent(new Event('input'))
  await flushPromises()
}
const give = async (name: string, text: string) => {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')
  if (!input) throw new Error('There is no file chooser.')
  Object.defineProperty(input, 'files', { value: [new File([text], name)], configurable: true })
  input.dispatchEvent(new Event('change'))
  await flushPromises()
  await flushPromises()
}

describe('the code', () => {
  test('is shown for the library that is chosen, and copied as it is', async () => {
    const { press, text } = await mountPanel()
    expect(pre()?.textContent).toContain('import keras')
    expect(pre()?.tabIndex).toBe(0)
    await choose('PyTorch')
    expect(pre()?.textContent).toContain('StepLR')
    await press('Copy')
    expect(copied).toEqual([pre()?.textContent])
    expect(text()).toContain('Copied')
  })

  test('follows the design', async () => {
    const { store } = await mountPanel()
    store.setField('', 'initial', 0.375)
    await flushPromises()
    expect(pre()?.textContent).toContain('0.375')
  })

  test('is saved as a file', async () => {
    const { press } = await mountPanel()
    await press('Save as .py')
    await choose('JSON')
    await press('Save as .json')
    expect(saved.map(({ name }) => name)).toEqual(['mine_keras.py', 'mine.json'])
    expect(JSON.parse((await saved[1]?.text) ?? '')).toMatchObject({ kind: 'step' })
  })

  test('of a design with a fault is the fault', async () => {
    const { store, button } = await mountPanel()
    store.setField('', 'initial', -1)
    await flushPromises()
    expect(pre()).toBeNull()
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('initial')
    expect(button('Copy').disabled).toBe(true)
  })

  test('says when it could not be copied', async () => {
    const { press, text } = await mountPanel()
    vi.mocked(navigator.clipboard.writeText).mockRejectedValue(new Error('denied'))
    await press('Copy')
    expect(text()).toContain('The browser did not allow to copy')
  })
})

describe('the rates', () => {
  test('are saved per step and per epoch', async () => {
    const { press } = await mountPanel()
    await press('CSV per step (6)')
    await press('CSV per epoch (3)')
    expect(saved.map(({ name }) => name)).toEqual(['mine-per-step.csv', 'mine-per-epoch.csv'])
    const rows = await Promise.all(saved.map(async (file) => (await file.text).split('\n').length))
    expect(rows).toEqual([8, 5])
  })

  test('of a schedule that reacts are not known before', async () => {
    const { store, button, text } = await mountPanel()
    store.open(designOf('plateau'))
    await flushPromises()
    expect(button('CSV per step (25,000)').disabled).toBe(true)
    expect(text()).toContain('It reacts to a metric')
  })
})

describe('what is brought in', () => {
  test('becomes the design, and can be undone', async () => {
    const { store, press, text } = await mountPanel()
    const before = store.design.spec
    await paste('step,rate\n0,0.1\n6,0.4\n')
    await press('Read what was pasted')
    expect(store.design.spec).toMatchObject({
      kind: 'points',
      points: [
        [0, 0.1],
        [6, 0.4],
      ],
    })
    expect(text()).toContain('What was pasted was read as: Points.')
    store.undo()
    expect(store.design.spec).toEqual(before)
  })

  test('with a fault is told with its line, and nothing changes', async () => {
    const { store, text } = await mountPanel()
    const before = store.design.spec
    await give('rates.csv', 'step,rate\n0,0.1\n5,ten\n')
    expect(text()).toContain(
      'rates.csv could not be read. Line 3: the rate must be a number of at least 0, was "ten"',
    )
    expect(document.querySelector('textarea')?.getAttribute('aria-invalid')).toBe('true')
    expect(store.design.spec).toBe(before)
  })

  test('is what the person says it is', async () => {
    const { text } = await mountPanel()
    const select = document.querySelector('select')
    if (!select) throw new Error('There is no choice of forms.')
    select.value = 'keras'
    select.dispatchEvent(new Event('change'))
    await give('state.json', '{"class": "StepLR", "state": {}}')
    expect(text()).toContain('state.json could not be read.')
  })

  test('that cannot have the run is taken, and that is said', async () => {
    const { store, text } = await mountPanel()
    await give(
      'a.json',
      '{"kind": "multi-step", "initial": 1, "factor": 0.1, "milestones": ["90%", 1]}',
    )
    expect(store.design.spec).toMatchObject({ kind: 'multi-step' })
    expect(text()).toContain('It cannot have the run that is set.')
  })
})

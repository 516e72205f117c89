// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { RouterView } from 'vue-router'
import { firstCompareView, type RunChoice } from '../../../../shared/domain/compare/compare-view'
import ToldToast from '../../app/ToldToast.vue'
import { everyState, fakeHistory } from '../../../test/fake-data'
import { mountPage } from '../../../test/mount-page'
import type { FakeLabParts } from '../../../test/fake-lab'

enableAutoUnmount(afterEach)

const histories = [
  fakeHistory({ id: 'a', createdAt: '2026-11-23T02:38:00.000Z', state: everyState }),
  fakeHistory({ id: 'b', name: 'Second', seeds: [1, 2], totalEpochs: 5 }),
]
/** With the line that offers to undo. */
const PageWithNews = defineComponent(() => () => h('div', [h(RouterView), h(ToldToast)]))
const open = (address = '/compare', parts: FakeLabParts = {}) =>
  mountPage(address, { histories, ...parts }, PageWithNews)
type Opened = Awaited<ReturnType<typeof open>>

const rows = () => [...document.querySelectorAll<HTMLElement>('[role="row"][id]')]
const nameIn = (row: Element) =>
  row.querySelector('[role="rowheader"] .link')?.textContent.trim() ?? ''
const names = () => rows().map(nameIn)
const rowOf = (name: string) => {
  const row = rows().find((one) => nameIn(one) === name)
  if (!row) throw new Error(`There is no row "${name}", but ${names().join(' | ')}.`)
  return row
}
const selected = () =>
  rows()
    .filter((row) => row.getAttribute('aria-selected') === 'true')
    .map(nameIn)
const grid = () => {
  const found = document.querySelector<HTMLElement>('[role="grid"]')
  if (!found) throw new Error('There is no table.')
  return found
}
const press = async (key: string, keys: KeyboardEventInit = {}) => {
  grid().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...keys }))
  await flushPromises()
}
const click = async (target: Element, keys: MouseEventInit = {}) => {
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, ...keys }))
  await flushPromises()
}
const filterBox = () => {
  const box = document.querySelector<HTMLInputElement>('[role="combobox"]')
  if (!box) throw new Error('There is no box for the filter.')
  return box
}
const filter = async (text: string) => {
  const box = filterBox()
  box.value = text
  box.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}
const menu = async (name: string, choice: string) => {
  rowOf(name).dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
  await flushPromises()
  const items = [...document.querySelectorAll<HTMLElement>('[role^="menuitem"]')]
  const item = items.find((one) => one.querySelector('.label')?.textContent.trim() === choice)
  if (!item) throw new Error(`"${choice}" is not in the menu.`)
  item.click()
  await flushPromises()
}
const dialogButton = (name: string) => {
  const all = [...document.querySelectorAll<HTMLButtonElement>('.el-dialog button')]
  const found = all.findLast((one) => one.textContent.trim() === name)
  if (!found) throw new Error(`There is no button "${name}" in a dialog.`)
  return found
}
const write = async (selector: string, text: string) => {
  const field = document.querySelector<HTMLInputElement>(selector)
  if (!field) throw new Error(`There is no ${selector}.`)
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await flushPromises()
}
const lastCall = ({ lab }: Opened, call: string) =>
  lab.calls.findLast((each) => each.call === call)?.input
const savedView = (choice: Partial<RunChoice>) => ({
  id: 'v',
  name: 'Only two',
  savedAt: '2026-11-24T02:38:00.000Z',
  view: { ...firstCompareView, choice: { ...firstCompareView.choice, ...choice } },
})
const counts = () => document.querySelector('.counts')?.textContent.trim()

describe('the table', () => {
  test('has the runs of all studies, oldest study first, under names that tell them apart', async () => {
    await open()
    expect(counts()).toBe('27 runs, 27 drawn')
    expect(grid().getAttribute('aria-rowcount')).toBe('28')
    expect(names()[0]).toBe('Constant')
    expect(names()[9]).toBe('Constant, seed 1')
    expect(new Set(names()).size).toBe(27)
  })

  test('keeps only the rows in sight in the document, however many there are', async () => {
    const many = [
      fakeHistory({
        id: 'a',
        totalEpochs: 2,
        seeds: Array.from({ length: 40 }, (_, at) => at + 1),
      }),
    ]
    await open('/compare', { histories: many })
    expect(grid().getAttribute('aria-rowcount')).toBe('361')
    expect(rows().length).toBeLessThan(60)
  })

  test('sorts by any column, the better end first, then the other, then not at all', async () => {
    const { button } = await open('/compare?study=b')
    const order = () => button('Final validation loss').parentElement?.getAttribute('aria-sort')
    // The checkbox and the rank stand before it.
    const values = () =>
      rows().map((row) => Number(row.querySelectorAll('[role="gridcell"]')[2]?.textContent))
    button('Final validation loss').click()
    await flushPromises()
    expect(order()).toBe('ascending')
    expect(values()[0]).toBeGreaterThan(0.3)
    expect(values()).toEqual([...values()].sort((a, b) => a - b))
    expect(rows()[0]?.querySelectorAll('[role="gridcell"]')[1]?.textContent).toBe('1')
    button('Final validation loss').click()
    await flushPromises()
    expect(order()).toBe('descending')
    button('Final validation loss').click()
    await flushPromises()
    expect(order()).toBe('none')
  })

  test('ranks by an objective, which is then a column', async () => {
    await open('/compare?study=b')
    const select = document.querySelector<HTMLSelectElement>('.rank')
    if (!select) throw new Error('There is no way to rank.')
    select.value = 'valAccuracy@best'
    select.dispatchEvent(new Event('change', { bubbles: true }))
    await flushPromises()
    const heads = [...document.querySelectorAll('[role="columnheader"]')]
    const head = heads.find((one) => one.textContent.trim() === 'Best validation accuracy')
    expect(head?.getAttribute('aria-sort')).toBe('descending')
    expect(rows()[0]?.querySelectorAll('[role="gridcell"]')[1]?.textContent).toBe('1')
  })

  test('grows live while runs train', async () => {
    const opened = await open('/compare?study=a')
    const status = () => rowOf('Linear').textContent
    const before = status()
    opened.lab.advance()
    await opened.settle()
    expect(status()).not.toBe(before)
  })
})

describe('selecting', () => {
  test('by click, with Ctrl and with Shift', async () => {
    await open('/compare?study=a')
    await click(rowOf('Step'))
    expect(selected()).toEqual(['Step'])
    await click(rowOf('Constant'), { ctrlKey: true })
    expect(selected()).toEqual(['Constant', 'Step'])
    await click(rowOf('Linear'), { shiftKey: true })
    expect(selected()).toEqual(['Constant', 'Keras decay', 'Linear'])
  })

  test('by keys: arrows move, Shift extends, Ctrl+A takes all, Escape none', async () => {
    await open('/compare?study=a')
    await press('ArrowDown')
    await press('ArrowDown')
    expect(selected()).toEqual([names()[1]])
    expect(grid().getAttribute('aria-activedescendant')).toBe(rows()[1]?.id)
    await press('ArrowDown', { shiftKey: true })
    expect(selected()).toEqual(names().slice(1, 3))
    await press('a', { ctrlKey: true })
    expect(selected()).toHaveLength(9)
    await press('Escape')
    expect(selected()).toEqual([])
  })

  test('v draws and hides what is selected, Enter opens the run', async () => {
    const { router } = await open('/compare?study=a')
    await press('End')
    await press('v')
    expect(counts()).toBe('9 runs, 8 drawn')
    await press('v')
    expect(counts()).toBe('9 runs, 9 drawn')
    await press('Enter')
    expect(router.currentRoute.value.name).toBe('run')
  })
})

describe('drawing', () => {
  test('all, none, the others, or only what is selected', async () => {
    const { button } = await open('/compare?study=a')
    const draw = async (which: string) => {
      document.querySelector<HTMLElement>('[aria-label="Which runs are drawn"]')?.click()
      await flushPromises()
      button(which).click()
      await flushPromises()
    }
    await draw('None')
    expect(counts()).toBe('9 runs, 0 drawn')
    await draw('The others instead')
    expect(counts()).toBe('9 runs, 9 drawn')
    await click(rowOf('Step'))
    await draw('Only the selected')
    expect(counts()).toBe('9 runs, 1 drawn')
    await draw('All that fit')
    expect(counts()).toBe('9 runs, 9 drawn')
  })

  test('a saved view is opened by its address; series are asked for of what is drawn alone', async () => {
    const hidden = histories.flatMap(({ runs }) => runs.map(({ id }) => id)).slice(1)
    const opened = await open('/compare?view=v', { views: [savedView({ hidden })] })
    expect(counts()).toBe('27 runs, 1 drawn')
    expect(opened.router.currentRoute.value.query).toEqual({})
    const asked = opened.lab.calls.filter(({ call }) => call === 'runs.columns')
    expect(asked.at(-1)?.input).toEqual({
      runIds: histories[0]?.runs.slice(0, 1).map(({ id }) => id),
    })
  })
})

describe('the filter', () => {
  test('lets through what fits, and says how many', async () => {
    await open()
    await filter('status = "completed" and seed = 2')
    expect(counts()).toBe('9 of 27 runs, 9 drawn')
  })

  test('that cannot be read says where, and the last one stays in force', async () => {
    const { text } = await open()
    await filter('seed = 2')
    await filter('seed = 2 and sed > 1')
    expect(counts()).toBe('9 of 27 runs, 9 drawn')
    expect(text()).toContain('At character 14: there is no field sed; did you mean seed?')
    expect(filterBox().getAttribute('aria-invalid')).toBe('true')
    expect(document.querySelector('.mirror mark')?.textContent).toBe('sed')
  })

  test('offers completions that keys choose', async () => {
    await open()
    await filter('finalValA')
    const options = () =>
      [...document.querySelectorAll('[role="option"] code')].map((one) => one.textContent)
    expect(options()).toContain('finalValAccuracy')
    const key = async (name: string) => {
      filterBox().dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }))
      await flushPromises()
    }
    await key('ArrowDown')
    expect(filterBox().getAttribute('aria-activedescendant')).toBe(
      document.querySelector('[role="option"][aria-selected="true"]')?.id,
    )
    await key('Enter')
    expect(filterBox().value).toBe('finalValAccuracy')
  })

  test('chips ask for states and put that into the filter', async () => {
    const { button } = await open()
    button('Diverged, 1 run').click()
    await flushPromises()
    expect(filterBox().value).toBe('status == "diverged"')
    expect(counts()).toBe('1 of 27 runs, 1 drawn')
    button('Failed, 1 run').click()
    await flushPromises()
    expect(filterBox().value).toBe('status in ("diverged", "failed")')
    button('Diverged, 1 run').click()
    button('Failed, 1 run').click()
    await flushPromises()
    expect(counts()).toBe('27 runs, 27 drawn')
  })

  test('without a run that fits says what to do', async () => {
    const { text, button } = await open()
    await filter('name = "nobody"')
    expect(text()).toContain('No run fits')
    button('Clear the filter').click()
    await flushPromises()
    expect(counts()).toBe('27 runs, 27 drawn')
  })
})

describe('marks', () => {
  test('a run is renamed, and given back its own name', async () => {
    const opened = await open('/compare?study=a')
    await menu('Step', 'Rename…')
    await write('.el-dialog input', 'The best one')
    dialogButton('Save').click()
    await flushPromises()
    expect(lastCall(opened, 'runs.mark')).toEqual({
      runIds: ['a-step-1'],
      changes: { name: 'The best one' },
    })
    await menu('The best one', 'Back to its own name')
    expect(names()).toContain('Step')
  })

  test('several runs are tagged at once, and a chip filters by the tag', async () => {
    const opened = await open('/compare?study=a')
    await click(rowOf('Step'))
    await click(rowOf('Adam'), { ctrlKey: true })
    opened.button('Tags…').click()
    await flushPromises()
    await write('.el-dialog input', 'good, late')
    dialogButton('Save').click()
    await flushPromises()
    expect(lastCall(opened, 'runs.mark')).toEqual({
      runIds: ['a-step-1', 'a-adam-1'],
      changes: { addTags: ['good', 'late'], removeTags: [] },
    })
    expect(rowOf('Step').textContent).toContain('good')
  })

  test('a note and a colour are kept', async () => {
    const opened = await open('/compare?study=a')
    await menu('Step', 'Note…')
    await write('.el-dialog textarea', 'Warm-up was too short.')
    dialogButton('Save').click()
    await flushPromises()
    expect(lastCall(opened, 'runs.mark')).toMatchObject({
      changes: { note: 'Warm-up was too short.' },
    })
    await menu('Step', 'Colour…')
    document.querySelector<HTMLInputElement>('[aria-label="Colour and dashes 3"]')?.click()
    dialogButton('Save').click()
    await flushPromises()
    expect(lastCall(opened, 'runs.mark')).toMatchObject({ changes: { colour: 2 } })
  })

  test('archived runs leave, come back by the chip, and by Undo', async () => {
    const { button } = await open('/compare?study=a')
    await menu('Step', 'Archive')
    expect(names()).not.toContain('Step')
    button('Archived, 1 run').click()
    await flushPromises()
    expect(names()).toContain('Step')
    button('Archived, 1 run').click()
    button('Undo').click()
    await flushPromises()
    expect(names()).toContain('Step')
  })

  test('deleted runs come back by Undo; what still runs cannot be deleted', async () => {
    const opened = await open('/compare?study=a')
    await click(rowOf('Constant'))
    await click(rowOf('Linear'), { ctrlKey: true })
    opened.button('Delete 1 of 2').click()
    await flushPromises()
    expect(lastCall(opened, 'runs.remove')).toEqual({ runIds: ['a-constant-1'] })
    expect(names()).not.toContain('Constant')
    opened.button('Undo').click()
    await flushPromises()
    expect(names()).toContain('Constant')
  })

  test('its trial becomes the baseline', async () => {
    await open('/compare?study=a')
    await menu('Step', 'Pin as baseline')
    expect(rowOf('Step').querySelector('[aria-label="Baseline of the differences"]')).not.toBeNull()
  })
})

describe('columns', () => {
  const heads = () =>
    [...document.querySelectorAll('[role="columnheader"] .title')].map((one) => one.textContent)

  test('are chosen, moved by keys and taken out', async () => {
    const { button } = await open('/compare?study=a')
    expect(heads().slice(3)).toEqual(['Status', 'Schedule', 'Study', 'Seed'])
    button('Seed').dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowLeft', altKey: true, bubbles: true }),
    )
    await flushPromises()
    expect(heads().slice(3)).toEqual(['Status', 'Schedule', 'Seed', 'Study'])
    button('Choose columns').click()
    await flushPromises()
    button('Take out Study').click()
    await flushPromises()
    expect(heads().slice(3)).toEqual(['Status', 'Schedule', 'Seed'])
    button('Add').click()
    await flushPromises()
    expect(heads().at(-1)).toBe('Validation loss at epoch 10')
  })

  test('of an epoch have the runs’ values there', async () => {
    const opened = await open('/compare?study=a')
    opened.button('Choose columns').click()
    await flushPromises()
    opened.button('Add').click()
    await opened.settle()
    const cell = [...rowOf('Constant').querySelectorAll('[role="gridcell"]')].at(-1)
    expect(cell?.textContent).toMatch(/^0\.\d{4}$/)
  })
})

describe('views', () => {
  const openMenu = async () => {
    document.querySelector<HTMLElement>('[aria-label^="Views: "]')?.click()
    await flushPromises()
  }

  test('are saved under a name, say when they were changed, and reopen exactly', async () => {
    const opened = await open()
    await filter('seed = 2')
    expect(opened.text()).toContain('Changed')
    opened.button('Save view…').click()
    await flushPromises()
    await write('.el-dialog input', 'Second seeds')
    dialogButton('Save').click()
    await flushPromises()
    expect(lastCall(opened, 'views.save')).toMatchObject({
      name: 'Second seeds',
      view: { choice: { filter: 'seed = 2' } },
    })
    expect(opened.text()).not.toContain('Changed')
    await filter('seed = 1')
    expect(opened.text()).toContain('Changed')
    opened.button('Revert').click()
    await flushPromises()
    expect(counts()).toBe('9 of 27 runs, 9 drawn')
    expect(filterBox().value).toBe('seed = 2')
  })

  test('a saved one is opened from the menu, deleted, and brought back', async () => {
    const saved = savedView({ filter: 'seed = 2' })
    const { button, text } = await open('/compare', { views: [saved] })
    await openMenu()
    document.querySelector<HTMLElement>('.views .open')?.click()
    await flushPromises()
    expect(counts()).toBe('9 of 27 runs, 9 drawn')
    await openMenu()
    button('Delete Only two').click()
    await flushPromises()
    expect(text()).toContain('View “Only two” deleted.')
    button('Undo').click()
    await flushPromises()
    await openMenu()
    expect(document.querySelector('.views .open .name')?.textContent).toBe('Only two')
  })
})

describe('curves from elsewhere', () => {
  const imports = [
    {
      id: 'keras-1',
      name: 'Keras run',
      source: 'run.csv',
      importedAt: '2026-11-24T02:38:00.000Z',
      tags: [],
      rows: [
        { epoch: 0, valLoss: 0.8 },
        { epoch: 1, valLoss: 0.5 },
      ],
    },
  ]

  test('stand under a heading of their own, and are drawn when ticked', async () => {
    const opened = await open('/compare?study=a', { imports })
    expect(opened.text()).toContain('From elsewhere: 1 curve')
    rowOf('Keras run').querySelector<HTMLInputElement>('input')?.click()
    await opened.settle()
    expect(lastCall(opened, 'imports.rows')).toEqual({ importIds: ['keras-1'] })
    expect(rowOf('Keras run').textContent).toContain('0.5000')
  })
})

test('without any run the page says what to do', async () => {
  const { text } = await open('/compare', { histories: [] })
  expect(text()).toContain('No runs yet')
})

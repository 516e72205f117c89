// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readStudyFile } from '../../../../shared/contract/study-file'
import type { StudyDraft } from '../../../../shared/domain/study-plan/draft'
import { studyFileText } from '../../../../shared/domain/study-plan/study-file'
import { topRateOf } from '../../../../shared/domain/study-plan/settings'
import type { Trial } from '../../../../shared/domain/study'
import { fakeHistory } from '../../../test/fake-data'
import { mountPage } from '../../../test/mount-page'
import { emptyDraft, useStudyDraftStore } from '../../stores/study-draft'

enableAutoUnmount(afterEach)
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true })
})
afterEach(() => {
  vi.useRealTimers()
})

const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
  const labelled = found && document.getElementById(found.htmlFor)
  const control = labelled ?? document.querySelector(`[aria-label="${label}"]`)
  if (!control) throw new Error(`There is no field "${label}".`)
  return control as HTMLInputElement
}
const write = async (label: string, text: string) => {
  const control = field(label)
  control.dispatchEvent(new FocusEvent('focus'))
  control.value = text
  control.dispatchEvent(new Event(control.tagName === 'SELECT' ? 'change' : 'input'))
  await flushPromises()
}
const leave = async (label: string) => {
  field(label).dispatchEvent(new FocusEvent('blur'))
  await flushPromises()
}
const tick = async (label: string) => {
  field(label).click()
  await flushPromises()
}
const submitVary = async () => {
  document.querySelector<HTMLFormElement>('[role="dialog"] form')?.requestSubmit()
  await flushPromises()
}
const tab = async (name: string) => {
  const found = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].find(
    (each) => each.textContent.trim() === name,
  )
  found?.click()
  await flushPromises()
}
/** The names in the table, in its order. */
const names = () =>
  [...document.querySelectorAll<HTMLInputElement>('input[data-column="name"]')].map(
    ({ value }) => value,
  )

const trial = (name: string, changes: Partial<Trial['recipe']> = {}): Trial => {
  const [first] = emptyDraft().trials
  if (!first) throw new Error('no trial')
  const id = name.toLowerCase() as Trial['id']
  return { ...first, id, name, recipe: { ...first.recipe, totalEpochs: 5, ...changes } }
}
const three = [trial('One'), trial('Two', { batchSize: 32 }), trial('Three', { totalEpochs: 3 })]
const draftOf = (trials: readonly Trial[]): StudyDraft => ({ ...emptyDraft(), trials })

async function mountEditor(draft?: StudyDraft, address = '/studies/new', parts = {}) {
  const page = await mountPage(address, parts)
  const store = useStudyDraftStore()
  if (draft) store.open(draft, null)
  const settle = async (ms = 500) => {
    await vi.advanceTimersByTimeAsync(ms)
    await flushPromises()
  }
  await settle()
  return { ...page, store, settle }
}

describe('a new study', () => {
  test('begins with one trial, says how long it takes, and starts with a click', async () => {
    const { lab, router, button, text } = await mountEditor()
    expect(names()).toEqual(['Cosine'])
    expect(text()).toContain('1 trial × 1 seed = 1 run, 20 epochs')
    expect(text()).toContain('About 32 s for 1 run.')
    expect(text()).toContain('From 4 finished runs trained the same way.')
    button('Start the study').click()
    await flushPromises()
    const made = lab.calls.find(({ call }) => call === 'studies.create')?.input
    expect(made).toMatchObject({
      draft: { name: 'New study', seeds: [1], objective: { metric: 'valLoss', at: 'best' } },
    })
    expect(router.currentRoute.value).toMatchObject({ params: { studyId: 'study-1' } })
  })

  test('has the seeds and the objective that are asked for', async () => {
    const { store, text } = await mountEditor()
    await write('Seeds', '1-3, 8')
    await write('Objective', 'valAccuracy')
    await write('Objective: which value', 'final')
    expect(store.draft.seeds).toEqual([1, 2, 3, 8])
    expect(store.draft.objective).toEqual({ metric: 'valAccuracy', at: 'final' })
    await write('Seeds', '3-1')
    expect(text()).toContain('“3-1” runs backwards; write “1-3”.')
    expect(store.draft.seeds).toEqual([1, 2, 3, 8])
  })

  test('can be a template, or one that was made before', async () => {
    const { store } = await mountEditor(undefined, '/studies/new?from=article')
    expect(store.draft.trials).toHaveLength(9)
    const histories = [fakeHistory({ id: 'old', name: 'Once', seeds: [4], trials: three })]
    const { store: again } = await mountEditor(undefined, '/studies/new?from=old', { histories })
    expect(again.draft).toMatchObject({ name: 'Once', seeds: [4] })
  })

  test('from what is not there is refused', async () => {
    const { text, button } = await mountEditor(undefined, '/studies/new?from=gone')
    expect(text()).toContain('There is no template or study “gone”.')
    expect(button('Start the study').disabled).toBe(true)
  })

  test('that cannot be made says why, and is still there', async () => {
    const failing = {
      'studies.create': { code: 'storage-failed', message: 'The disk is full.', causes: [] },
    }
    const { button, router } = await mountEditor(draftOf(three), '/studies/new', { failing })
    button('Start the study').click()
    await flushPromises()
    expect(router.currentRoute.value.name).toBe('study-editor')
    expect(names()).toEqual(['One', 'Two', 'Three'])
    expect(button('Start the study').disabled).toBe(false)
  })
})

describe('rows', () => {
  test('are edited in place, one edit being one undo', async () => {
    const { store, button } = await mountEditor(draftOf(three))
    await write('Rate of Two', '0.2')
    await write('Rate of Two', '0.25')
    await leave('Rate of Two')
    await write('Batch of Two', '128')
    await leave('Batch of Two')
    await write('Trial of One', 'First')
    await leave('Trial of First')
    const [first, second] = store.draft.trials
    expect(first?.name).toBe('First')
    expect(second && [topRateOf(second.recipe), second.recipe.batchSize]).toEqual([0.25, 128])
    for (let edits = 0; edits < 3; edits++) button('Undo').click()
    await flushPromises()
    expect(store.draft.trials).toEqual(three)
    expect(store.canUndo).toBe(false)
    button('Redo').click()
    await flushPromises()
    expect(field('Rate of Two').value).toBe('0.25')
  })

  test('keep what they had where a value cannot be read', async () => {
    const { store } = await mountEditor(draftOf(three))
    await write('Epochs of One', 'many')
    expect(field('Epochs of One').getAttribute('aria-invalid')).toBe('true')
    expect(field('Epochs of One').title).toContain('must be a whole number, at least 1')
    await leave('Epochs of One')
    expect(field('Epochs of One').value).toBe('5')
    expect(store.draft.trials).toEqual(three)
  })

  test('are copied, moved and taken away, those that are selected', async () => {
    const { button, text } = await mountEditor(draftOf(three))
    await tick('Select Two')
    expect(text()).toContain('2 of 3 selected')
    button('Duplicate').click()
    await flushPromises()
    expect(names()).toEqual(['One', 'Two', 'One (2)', 'Two (2)', 'Three'])
    expect(text()).toContain('Trains just as “One” does')
    button('Move down').click()
    await flushPromises()
    expect(names()).toEqual(['One', 'Two', 'Three', 'One (2)', 'Two (2)'])
    button('Remove').click()
    await flushPromises()
    expect(names()).toEqual(['One', 'Two', 'Three'])
    button('Add a trial').click()
    await flushPromises()
    expect(names()).toEqual(['One', 'Two', 'Three', 'New trial'])
  })

  test('are selected by a press, with more by Ctrl and Shift', async () => {
    const { store } = await mountEditor(draftOf(three))
    const press = async (name: string, keys: MouseEventInit = {}) => {
      const row = field(`Trial of ${name}`).closest('tr')
      row
        ?.querySelector('td.schedule')
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, ...keys }))
      await flushPromises()
    }
    await press('Two')
    expect(store.selected).toEqual(['two'])
    await press('Three', { shiftKey: true })
    expect(store.selected).toEqual(['two', 'three'])
    await press('Two', { ctrlKey: true })
    expect(store.selected).toEqual(['three'])
    await tick('Select all trials')
    expect(store.selected).toHaveLength(3)
  })

  test('that cannot be trained are named with their rule, and nothing starts', async () => {
    const { button, text, settle } = await mountEditor(draftOf(three))
    await write('Batch of Two', '30000')
    await settle()
    expect(text()).toContain(
      'Two: batchSize: must be at most the 16,000 training images; was 30,000',
    )
    expect(button('Start the study').disabled).toBe(true)
    await write('Batch of Two', '64')
    await write('Trial of Two', 'One')
    await settle()
    expect(text()).toContain('Two trials are called “One”; names must differ.')
    expect(button('Start the study').disabled).toBe(true)
  })

  test('a thousand of them are a table of a few', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      trial(`T${index}`, { batchSize: index + 1 }),
    )
    const { text } = await mountEditor(draftOf(many))
    expect(names().length).toBeLessThan(60)
    expect(document.querySelector('table')?.getAttribute('aria-rowcount')).toBe('1001')
    expect(text()).toContain('1,000 trials × 1 seed = 1,000 runs, 5,000 epochs')
  })
})

describe('editing many at once', () => {
  test('shows what all have and what differs, and changes only that', async () => {
    const { store, text } = await mountEditor(draftOf(three))
    await tick('Select all trials')
    expect(text()).toContain('Editing 3 trials at once')
    await tab('Training')
    expect(field('Batch size').placeholder).toBe('differs')
    expect(field('Validated on').value).toBe('split')
    await write('Batch size', '100')
    await write('Validated on', 'both')
    expect(
      store.draft.trials.map(({ recipe }) => [
        recipe.batchSize,
        recipe.data.validation.kind,
        recipe.totalEpochs,
      ]),
    ).toEqual([
      [100, 'both', 5],
      [100, 'both', 5],
      [100, 'both', 3],
    ])
  })

  test('another schedule keeps rates and fits the optimizer', async () => {
    const { store } = await mountEditor(draftOf(three))
    await write('Rate of Two', '0.4')
    await tick('Select all trials')
    await write('Kind', 'one-cycle')
    expect(store.draft.trials.map(({ recipe }) => recipe.schedule)).toMatchObject([
      { kind: 'one-cycle', peak: 0.1, momentum: null },
      { kind: 'one-cycle', peak: 0.4, momentum: null },
      { kind: 'one-cycle', peak: 0.1, momentum: null },
    ])
    expect(field('Peak rate').placeholder).toBe('differs')
  })

  test('a schedule can be one that was saved, or JSON', async () => {
    const schedules = [
      {
        id: 's1' as never,
        name: 'Mine',
        spec: { kind: 'step', per: 'epoch', initial: 0.3, factor: 0.5, every: 2 } as const,
        totalEpochs: 10,
        stepsPerEpoch: 250,
        createdAt: '',
        changedAt: '',
      },
    ]
    const { store, button, text } = await mountEditor(draftOf(three), '/studies/new', { schedules })
    await write('Kind', 'saved:s1')
    expect(store.draft.trials[0]?.recipe.schedule).toEqual(schedules[0]?.spec)
    button('Edit as JSON').click()
    await flushPromises()
    await write('The schedule as JSON', '{"kind":"cosine","initial":')
    expect(text()).toContain('Line 1, column 28: expected a value.')
    await write('The schedule as JSON', '{"kind":"cosine","initial":-1}')
    expect(text()).toContain('initial: must be at least 0, was -1')
    await write('The schedule as JSON', '{"kind":"cosine","initial":0.7}')
    expect(store.draft.trials[0]?.recipe.schedule).toEqual({ kind: 'cosine', initial: 0.7 })
  })

  test('optimizers come with Keras’s defaults and their customary rate', async () => {
    const { store, button } = await mountEditor(draftOf(three))
    await tab('Optimizer')
    await write('Optimizer', 'adam')
    expect(field('Beta 2').placeholder).toBe('usual: 0.999')
    button('Use its customary rate, 0.001').click()
    await flushPromises()
    expect(store.draft.trials[0] && topRateOf(store.draft.trials[0].recipe)).toBe(0.001)
    await write('Beta 2', '0.99')
    expect(store.draft.trials[0]?.recipe.optimizer).toEqual({ kind: 'adam', beta2: 0.99 })
    await write('Weight decay', '0.01')
    await write('Dropout', '0.3')
    const { recipe } = store.draft.trials[0] ?? three[0] ?? trial('none')
    expect(recipe.optimizer).toMatchObject({ weightDecay: 0.01 })
    expect(recipe.model.layers.filter(({ kind }) => kind === 'dropout')).toHaveLength(2)
  })

  test('networks are stacks of layers with the table that Keras prints', async () => {
    const { store, button, text } = await mountEditor(draftOf(three))
    await tab('Network')
    expect(text()).toContain('Total params: 506,530')
    await write('Kind of the new layer', 'conv2d')
    button('Add a layer').click()
    await flushPromises()
    const layers = () => store.draft.trials[0]?.recipe.model.layers.map(({ kind }) => kind)
    expect(layers()).toEqual(['conv2d', 'flatten', 'dense', 'dense', 'dense'])
    expect(text()).toContain('Conv2D (conv2d)')
    expect(text()).toContain('(None, 26, 26, 16)')
    button('Move Flatten (flatten) up').click()
    await flushPromises()
    expect(text()).toContain('One: model.layers.1: Conv2D needs an image')
    button('Undo').click()
    await flushPromises()
    button('Remove Conv2D (conv2d)').click()
    await flushPromises()
    expect(layers()).toEqual(['flatten', 'dense', 'dense', 'dense'])
  })
})

describe('varying', () => {
  const openVary = async (button: (name: string) => HTMLButtonElement) => {
    button('Vary…').click()
    await flushPromises()
  }

  test('makes a grid, shown before it is made', async () => {
    const { store, button, text } = await mountEditor(draftOf(three.slice(0, 1)))
    await openVary(button)
    await write('Values 1', '0.05, 0.1, 0.2')
    button('Vary something else, too').click()
    await flushPromises()
    await write('Values 2', '32, 64')
    expect(text()).toContain('6 trials:')
    expect(text()).toContain('One, rate 0.2, batch size 64')
    expect(button('Make 6 trials').disabled).toBe(false)
    await submitVary()
    expect(names()).toEqual([
      'One, rate 0.05, batch size 32',
      'One, rate 0.05, batch size 64',
      'One, rate 0.1, batch size 32',
      'One, rate 0.1, batch size 64',
      'One, rate 0.2, batch size 32',
      'One, rate 0.2, batch size 64',
    ])
    expect(store.selected).toHaveLength(6)
    button('Undo').click()
    await flushPromises()
    expect(names()).toEqual(['One'])
  })

  test('over schedules keeps the rate of each trial, beside the trials if asked', async () => {
    const { store, button } = await mountEditor(draftOf(three.slice(0, 1)))
    await openVary(button)
    await write('What varies 1', 'schedules')
    const choose = async (name: string) => {
      const boxes = [...document.querySelectorAll('[role="dialog"] .el-checkbox')]
      boxes
        .find((each) => each.textContent.trim() === name)
        ?.querySelector('input')
        ?.click()
      await flushPromises()
    }
    await choose('Constant')
    await choose('One cycle')
    await choose('In place of the selected trials')
    await submitVary()
    expect(names()).toEqual(['One', 'Constant', 'One cycle'])
    expect(store.draft.trials.map(({ recipe }) => topRateOf(recipe))).toEqual([0.1, 0.1, 0.1])
  })

  test('says what is wrong with values, and refuses more than a thousand trials', async () => {
    const { button, text } = await mountEditor(draftOf(three.slice(0, 1)))
    await openVary(button)
    await write('Values 1', '0.1..0.5')
    expect(text()).toContain('“0.1..0.5” does not say how many')
    expect(button('Make 0 trials').disabled).toBe(true)
    await write('What varies 1', 'batchSize')
    await write('Values 1', '1..1000')
    button('Vary something else, too').click()
    await flushPromises()
    await write('Values 2', '1..2')
    expect(text()).toContain('These would be 2,000 trials; a study has at most 1,000.')
  })
})

describe('a study file', () => {
  const choose = async (name: string, content: string) => {
    const input = document.querySelector<HTMLInputElement>('input[type="file"]')
    const file = new File([content], name)
    Object.defineProperty(input, 'files', { value: [file], configurable: true })
    input?.dispatchEvent(new Event('change'))
    await flushPromises()
    await vi.advanceTimersByTimeAsync(50)
    await flushPromises()
  }

  test('is opened; what was there before comes back by an undo', async () => {
    const { store, button } = await mountEditor(draftOf(three))
    await write('Rate of One', '0.9')
    await choose('a.json', studyFileText({ ...draftOf(three.slice(1)), name: 'Theirs' }))
    expect(store.draft.name).toBe('Theirs')
    expect(names()).toEqual(['Two', 'Three'])
    button('Undo').click()
    await flushPromises()
    expect(names()).toEqual(['One', 'Two', 'Three'])
    expect(field('Rate of One').value).toBe('0.9')
  })

  test('that is none is refused by name, and nothing is lost', async () => {
    const { store } = await mountEditor(draftOf(three))
    await choose('notes.json', '{"kind":"cosine"}')
    expect(store.draft.trials).toEqual(three)
  })

  test('is what is saved', async () => {
    const saved: Blob[] = []
    const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      saved.push(blob as Blob)
      return 'blob:none'
    })
    const { button } = await mountEditor(draftOf(three))
    button('Save as file').click()
    await flushPromises()
    made.mockRestore()
    const read = readStudyFile(await (saved[0] as Blob).text())
    expect(read).toMatchObject({ ok: true, draft: { name: 'New study', seeds: [1] } })
  })
})

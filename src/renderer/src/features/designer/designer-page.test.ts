// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { definitionOf, scheduleKinds, type ScheduleKind } from '../../../../shared/domain/schedule'
import { mountPage } from '../../../test/mount-page'
import { asScheduleId } from '../../../../shared/domain/ids'
import { useDesignStore } from '../../stores/design'
import { useFaultsStore } from '../../stores/faults'
import { useSchedulesStore } from '../../stores/schedules'

enableAutoUnmount(afterEach)

const kinds = Object.keys(scheduleKinds) as readonly ScheduleKind[]
const handle = (label: string) => {
  const found = [...document.querySelectorAll<HTMLElement>('[role="slider"]')].find(
    (one) => one.getAttribute('aria-label') === label,
  )
  if (!found) throw new Error(`There is no handle "${label}".`)
  return found
}
const press = async (target: EventTarget, key: string, more: KeyboardEventInit = {}) => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
  await flushPromises()
}
const field = (label: string) => {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
  return document.getElementById(found?.htmlFor ?? '') as HTMLInputElement
}
const write = async (label: string, text: string) => {
  field(label).value = text
  field(label).dispatchEvent(new Event('input'))
  await flushPromises()
}
const choose = async (label: string, value: string) => {
  const select = field(label)
  select.value = value
  select.dispatchEvent(new Event('change'))
  await flushPromises()
}

test.each(kinds)('%s opens from its address with its example and its fields', async (kind) => {
  const { text } = await mountPage(`/designer?kind=${kind}`)
  const { design, problem } = useDesignStore()
  expect(design.spec).toMatchObject({ kind, ...definitionOf(kind).example })
  expect(problem).toBeNull()
  for (const { label } of Object.values(definitionOf(kind).fields)) {
    if (label === 'schedule' || label === 'parts' || label === 'factors') continue
    expect(text().toLowerCase()).toContain(label.toLowerCase())
  }
})

test('an unknown kind is named', async () => {
  const { text } = await mountPage('/designer?kind=cosin')
  expect(text()).toContain('There is no kind of schedule called “cosin”.')
})

describe('a field', () => {
  test('changes the schedule as it is typed, and all of it is undone at once', async () => {
    await mountPage('/designer?kind=cosine')
    const store = useDesignStore()
    await write('Initial rate', '0.2')
    await write('Initial rate', '0.25')
    expect(store.design.spec).toMatchObject({ initial: 0.25 })
    await press(document, 'z', { ctrlKey: true })
    expect(store.design.spec).toMatchObject({ initial: 0.1 })
    expect(field('Initial rate').value).toBe('0.1')
    await press(document, 'y', { ctrlKey: true })
    expect(store.design.spec).toMatchObject({ initial: 0.25 })
  })
  test('says what is wrong with it, and the last good curve stays', async () => {
    const { text, button } = await mountPage('/designer?kind=cosine')
    const store = useDesignStore()
    const before = store.compiled
    await write('Initial rate', '-1')
    expect(text()).toContain('must be at least 0, was -1')
    expect(button('Save').disabled).toBe(true)
    expect(store.compiled).toBe(before)
    await write('Initial rate', 'abc')
    expect(text()).toContain('“abc” is not a number; write it as 0.1 or 1e-3.')
  })
  test('takes shares of the run, and shows the default where nothing is written', async () => {
    await mountPage('/designer?kind=cosine')
    const store = useDesignStore()
    expect(field('Decay length').placeholder).toBe('the whole run')
    await write('Decay length', '50 %')
    expect(store.design.spec).toMatchObject({ over: '50%' })
    await write('Decay length', '')
    expect(store.design.spec).not.toHaveProperty('over')
  })
  test('lists are written with commas', async () => {
    await mountPage('/designer?kind=multi-step')
    await write('Milestones', '20, 60%, 90')
    expect(useDesignStore().design.spec).toMatchObject({ milestones: [20, '60%', 90] })
  })
})

describe('a handle', () => {
  test('is moved by the arrow keys, and the moves are undone as one', async () => {
    await mountPage('/designer?kind=warmup')
    const store = useDesignStore()
    const peak = handle('End of the warm-up, initial rate')
    expect(peak.getAttribute('aria-valuetext')).toBe('Epoch 11, step 2,501, rate 0.1')
    await press(peak, 'ArrowRight')
    await press(handle('End of the warm-up, initial rate'), 'ArrowRight', { shiftKey: true })
    expect(store.design.spec).toMatchObject({ over: '21%', schedule: { over: '79%' } })
    await press(handle('End of the warm-up, initial rate'), 'ArrowUp')
    expect(store.design.spec).toMatchObject({ schedule: { initial: 0.101 } })
    store.endGesture()
    store.undo()
    expect(store.design.spec).toMatchObject({ over: '10%', schedule: { initial: 0.1 } })
  })
})

describe('the structure', () => {
  test('wraps what is selected, adds parts and takes them away', async () => {
    const { button, text } = await mountPage('/designer?kind=cosine')
    const store = useDesignStore()
    button('Warm-up').click()
    await flushPromises()
    expect(store.design.spec).toEqual({
      kind: 'warmup',
      per: 'epoch',
      over: '10%',
      schedule: { kind: 'cosine', initial: 0.1, over: '90%' },
    })
    button('Part').click()
    await flushPromises()
    expect(store.design).toMatchObject({ selected: 'parts[1].schedule' })
    expect(text()).toContain('One rate from the first step to the last')
    button('Remove').click()
    await flushPromises()
    expect(store.design.spec).toMatchObject({ kind: 'sequence', parts: [{ for: '50%' }] })
  })
  test('a schedule inside is opened, edited and becomes another kind', async () => {
    const { button } = await mountPage('/designer?kind=warmup')
    const store = useDesignStore()
    button('Cosine').click()
    await flushPromises()
    expect(store.design.selected).toBe('schedule')
    await choose('Kind', 'exponential')
    expect(store.design.spec).toMatchObject({
      kind: 'warmup',
      schedule: { kind: 'exponential', initial: 0.1 },
    })
  })
})

test('it is saved under its name, and trained in a study of its own', async () => {
  const { lab, button, router } = await mountPage('/designer?kind=cosine')
  button('Save').click()
  await flushPromises()
  expect(lab.calls.find(({ call }) => call === 'schedules.save')?.input).toMatchObject({
    name: 'Cosine',
    spec: { kind: 'cosine', initial: 0.1 },
    totalEpochs: 100,
    stepsPerEpoch: 250,
  })
  expect(router.currentRoute.value.query.saved).toBeTruthy()
  expect(useDesignStore().isDirty).toBe(false)
  button('Train…').click()
  await flushPromises()
  document.querySelector<HTMLFormElement>('#train')?.requestSubmit()
  await flushPromises()
  expect(lab.calls.find(({ call }) => call === 'studies.create')?.input).toMatchObject({
    schedules: [{ name: 'Cosine', spec: { kind: 'cosine', initial: 0.1 } }],
    trialIds: [],
    totalEpochs: 100,
    recipe: {},
  })
})

test('training takes a network, an optimizer and options, and refuses what cannot be', async () => {
  const { lab, button, text } = await mountPage('/designer?kind=cosine')
  button('Train…').click()
  await flushPromises()
  const field = (label: string) => {
    const all = [...document.querySelectorAll<HTMLLabelElement>('#train label')]
    const found = all.find((one) => one.textContent === label)
    return document.getElementById(found?.htmlFor ?? '') as HTMLInputElement
  }
  const put = async (label: string, value: string, event: string) => {
    field(label).value = value
    field(label).dispatchEvent(new Event(event))
    await flushPromises()
  }
  await put('Network', 'lenet', 'change')
  await put('Optimizer', 'adamw', 'change')
  await put('Validated on', 'both', 'change')
  await put('Batch size', '17000', 'input')
  expect(text()).toContain('batchSize: must be at most the 16,000 training images; was 17,000')
  document.querySelector<HTMLFormElement>('#train')?.requestSubmit()
  await flushPromises()
  expect(lab.calls.map(({ call }) => call)).not.toContain('studies.create')
  await put('Batch size', '32', 'input')
  expect(text()).toContain('Steps per epoch500')
  expect(text()).toContain('61,706')
  document.querySelector<HTMLFormElement>('#train')?.requestSubmit()
  await flushPromises()
  expect(lab.calls.find(({ call }) => call === 'studies.create')?.input).toMatchObject({
    recipe: {
      batchSize: 32,
      optimizer: { kind: 'adamw' },
      data: { validation: { kind: 'both', fraction: 0.2 } },
    },
  })
})

describe('saving', () => {
  const savedCalls = (calls: readonly { readonly call: string; readonly input: unknown }[]) =>
    calls.filter(({ call }) => call === 'schedules.save')
  const ctrlS = () => press(document, 's', { ctrlKey: true })

  test('a schedule that was deleted meanwhile is saved anew', async () => {
    const { lab, button } = await mountPage('/designer?kind=cosine')
    button('Save').click()
    await flushPromises()
    const store = useDesignStore()
    await useSchedulesStore().remove(asScheduleId(store.savedId ?? ''))
    await flushPromises()
    button('Save').click()
    await flushPromises()
    expect(savedCalls(lab.calls).map(({ input }) => 'id' in (input as object))).toEqual([
      false,
      false,
    ])
    expect(store.isDirty).toBe(false)
  })

  test('keys save nothing that the button would not', async () => {
    const { lab } = await mountPage('/designer?kind=cosine')
    const store = useDesignStore()
    store.setField('', 'initial', -1)
    await ctrlS()
    store.undo()
    store.change({ name: ' ' })
    await ctrlS()
    expect(savedCalls(lab.calls)).toEqual([])
  })

  test('happens once at a time', async () => {
    const { lab } = await mountPage('/designer?kind=cosine', { hanging: ['schedules.save'] })
    await ctrlS()
    await ctrlS()
    expect(savedCalls(lab.calls)).toHaveLength(1)
  })

  test('keeps what is changed while it goes on', async () => {
    const { button } = await mountPage('/designer?kind=cosine')
    const store = useDesignStore()
    button('Save').click()
    store.change({ name: 'Newer' })
    await flushPromises()
    expect(store.savedId).not.toBeNull()
    expect(store.isDirty).toBe(true)
  })
})

test('a run’s length is a whole number', async () => {
  await mountPage('/designer?kind=cosine')
  const store = useDesignStore()
  const epochs = document.querySelector<HTMLInputElement>('[aria-label="Epochs of the run"]')
  if (!epochs) throw new Error('there is no field for the epochs')
  epochs.value = '1.5'
  epochs.dispatchEvent(new Event('input'))
  expect(store.design.totalEpochs).toBe(100)
  expect(epochs.validationMessage).toContain('“1.5”')
  epochs.value = '20'
  epochs.dispatchEvent(new Event('input'))
  expect(store.design.totalEpochs).toBe(20)
  expect(epochs.validationMessage).toBe('')
})

test('a run has no more steps than can be drawn', async () => {
  await mountPage('/designer?kind=cosine')
  const store = useDesignStore()
  store.change({ totalEpochs: 10_000 })
  const steps = document.querySelector<HTMLInputElement>('[aria-label="Steps of an epoch"]')
  if (!steps) throw new Error('there is no field for the steps')
  steps.value = '1001'
  steps.dispatchEvent(new Event('input'))
  expect(store.design.stepsPerEpoch).toBe(250)
  expect(steps.validationMessage).toBe(
    'The run would have 10,010,000 steps; at most 10,000,000 can be drawn.',
  )
  steps.value = '1000'
  steps.dispatchEvent(new Event('input'))
  expect(store.design.stepsPerEpoch).toBe(1000)
  expect(steps.validationMessage).toBe('')
})

describe('the clipboard', () => {
  const pasteText = async (target: EventTarget, text: string) => {
    const event = new Event('paste', { bubbles: true })
    Object.assign(event, { clipboardData: { getData: () => text } })
    target.dispatchEvent(event)
    await flushPromises()
  }
  test('Ctrl+V takes a spec in without any permission, and says what is no spec', async () => {
    await mountPage('/designer?kind=cosine')
    const store = useDesignStore()
    await pasteText(document.body, '{"kind":"rex","initial":0.3}')
    expect(store.design.spec).toEqual({ kind: 'rex', initial: 0.3 })
    await pasteText(document.body, '{"kind":"rexx"}')
    await pasteText(document.body, 'no json')
    expect(useFaultsStore().faults.map(({ message }) => message)).toEqual([
      'schedule.kind: unknown kind "rexx"; did you mean "rex"?',
      'The clipboard holds no schedule in JSON.',
    ])
    expect(store.design.spec).toEqual({ kind: 'rex', initial: 0.3 })
  })
  test('what is pasted into a field stays there', async () => {
    await mountPage('/designer?kind=cosine')
    await pasteText(field('Initial rate'), '{"kind":"rex","initial":0.3}')
    expect(useDesignStore().design.spec).toMatchObject({ kind: 'cosine' })
  })
  test('where the clipboard may not be read, the key is named', async () => {
    const { button, text } = await mountPage('/designer?kind=cosine')
    vi.spyOn(navigator.clipboard, 'readText').mockRejectedValue(new Error('denied'))
    button('Paste JSON').click()
    await flushPromises()
    expect(text()).toContain('press Ctrl+V')
  })
})

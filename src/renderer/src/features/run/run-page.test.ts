// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { articleTemplate } from '../../../../shared/domain/article'
import { asRunId, asScheduleId } from '../../../../shared/domain/ids'
import type { Trial } from '../../../../shared/domain/study'
import { everyState, fakeHistory } from '../../../test/fake-data'
import type { FakeLabParts } from '../../../test/fake-lab'
import { mountPage } from '../../../test/mount-page'

enableAutoUnmount(afterEach)

const histories = [fakeHistory({ id: 'a', state: everyState })]

test('shows how a run ended, its recipe, network and log', async () => {
  const { text } = await mountPage('/runs/a-step-1', { histories })
  expect(text()).toContain('no longer a finite number at step 3,122 (epoch 13)')
  expect(text()).toContain('initial * factor^floor(t / every)')
  expect(text()).toContain('506,530')
  expect(text()).toContain('trainer 4711 started')
})

test('says what ended a trainer process', async () => {
  const { text } = await mountPage('/runs/a-time-based-formula-1', { histories })
  expect(text()).toContain('signal SIGKILL')
})

test('steps to the runs beside it, by button and by key', async () => {
  const { router, button } = await mountPage('/runs/a-constant-1', { histories })
  expect(button('Previous run').disabled).toBe(true)
  button('Next run').click()
  await flushPromises()
  expect(router.currentRoute.value.params).toEqual({ runId: 'a-keras-decay-1' })
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k' }))
  await flushPromises()
  expect(router.currentRoute.value.params).toEqual({ runId: 'a-constant-1' })
})

test('reads the rate of every step only when asked', async () => {
  const { lab } = await mountPage('/runs/a-keras-decay-1', { histories })
  expect(lab.calls.map(({ call }) => call)).not.toContain('runs.steps')
  const step = [...document.querySelectorAll<HTMLInputElement>('.el-segmented input')][1]
  step?.click()
  await flushPromises()
  expect(lab.calls.map(({ call }) => call)).toContain('runs.steps')
})

test('a run that is gone says so', async () => {
  const { text } = await mountPage('/runs/b', { histories })
  expect(text()).toContain('This run does not exist')
})

describe('the weights', () => {
  test('are told by their hash, the whole of which can be copied', async () => {
    const written: string[] = []
    const writeText = (text: string) => Promise.resolve(void written.push(text))
    vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue({ writeText } as Clipboard)
    const { text, button } = await mountPage('/runs/a-constant-1', { histories })
    expect(text()).toContain('9f2c4e0d71b3…')
    button('Copy the whole SHA-256 of the weights').click()
    await flushPromises()
    expect(written).toEqual([expect.stringMatching(/^9f2c4e0d71b3[0-9a-f]{52}$/)])
    expect(text()).toContain('Copied')
    vi.restoreAllMocks()
  })

  test('and the classes that they tell apart, in a table', async () => {
    await mountPage('/runs/a-constant-1', { histories })
    const rows = [...document.querySelectorAll('section[aria-labelledby] table tbody tr')]
    const shirt = rows.find((row) => row.querySelector('th')?.textContent === 'Shirt')
    expect(shirt?.querySelectorAll('td')).toHaveLength(11)
    expect(shirt?.textContent).toContain('7819.5 %')
    expect(shirt?.lastElementChild?.textContent).toBe('54.5 %')
    expect(document.body.textContent).toContain('Shirt for T-shirt/top: 78 (19.5 %)')
  })

  test('are not there before the end', async () => {
    const { text } = await mountPage('/runs/a-linear-1', { histories })
    expect(text()).not.toContain('SHA-256')
    expect(text()).not.toContain('Classes at the end')
  })
})

test('the last epoch tells top-3, pace, and the test set where it is watched', async () => {
  const both = (trial: Trial): Trial => ({
    ...trial,
    recipe: {
      ...trial.recipe,
      data: { ...trial.recipe.data, validation: { kind: 'both', fraction: 0.2 } },
    },
  })
  const trials = articleTemplate.trials.map(both)
  const { text } = await mountPage('/runs/b-linear-1', {
    histories: [fakeHistory({ id: 'b', trials })],
  })
  expect(text()).toMatch(/top-3 accuracytraining 0\.98\d+, validation 0\.9780/)
  expect(text()).toContain('Last testloss 0.4020, accuracy 0.8710')
  expect(text()).toContain('Images per second71,235')
})

test('norms are drawn where the recipe records them', async () => {
  const norms = (trial: Trial): Trial => ({
    ...trial,
    recipe: { ...trial.recipe, recordNorms: true },
  })
  const parts = {
    histories: [
      fakeHistory({ id: 'b', trials: articleTemplate.trials.map(norms), totalEpochs: 2 }),
    ],
  }
  const { lab, page } = await mountPage('/runs/b-linear-1', parts)
  expect(lab.calls.map(({ call }) => call)).toContain('runs.steps')
  expect(page.find('[aria-label="Norms of every step"]').exists()).toBe(true)
})

test('what ended too early can go on or begin anew, in words that tell them apart', async () => {
  const { lab, button, text } = await mountPage('/runs/a-time-based-formula-1', { histories })
  expect(text()).toContain('Resume goes on from its last checkpoint; Retry begins anew')
  expect(button('Retry').title).toContain('from the start')
  button('Resume').click()
  await flushPromises()
  expect(lab.calls.find(({ call }) => call === 'runs.resume')?.input).toEqual({
    runId: 'a-time-based-formula-1',
  })
})

test('an interrupted run that is resumed waits with its epochs, then trains on', async () => {
  const { lab, button, text, page, settle } = await mountPage('/runs/a-time-based-formula-1', {
    histories,
  })
  const state = () => page.get('h1 ~ [data-status]').attributes('data-status')
  const steps = () => page.findAll('.steps button').map((one) => one.text())
  expect(state()).toBe('interrupted')
  expect(text()).toContain('ended by signal SIGKILL')
  expect(steps()).toEqual(['Resume', 'Retry', 'Fork from here…'])
  button('Resume').click()
  await settle()
  // Why it had ended is no longer what matters, and nothing of it is lost.
  expect(state()).toBe('queued')
  expect(text()).not.toContain('ended by signal')
  expect(page.get('.outcome').classes()).toContain('calm')
  expect(page.get('.outcome').text()).toBe(
    '57 epochs are done. It goes on from its newest checkpoint as soon as its turn comes.',
  )
  expect(text()).toContain('57 / 100')
  expect(steps()).toEqual(['Start next', 'Pause', 'Stop', 'Fork from here…'])
  lab.become(asRunId('a-time-based-formula-1'), 'running')
  lab.advance()
  await settle()
  expect(state()).toBe('running')
  expect(page.find('.outcome').exists()).toBe(false)
  expect(text()).toContain('58 / 100')
  expect(steps()).toEqual(['Pause', 'Stop', 'Fork from here…'])
})

test('why a run completed early is no warning', async () => {
  const outcome = 'Stopped early: validation loss had not improved for 3 epochs.'
  const { study, runs } = fakeHistory({ id: 'b' })
  const early = runs.map((run) => ({ ...run, outcome }))
  const { page } = await mountPage('/runs/b-linear-1', { histories: [{ study, runs: early }] })
  const notice = page.find('.outcome')
  expect(notice.text()).toBe(outcome)
  expect(notice.classes()).toContain('calm')
})

describe('a fork', () => {
  const open = async () => {
    const mounted = await mountPage('/runs/a-constant-1', {
      histories,
      schedules: [
        {
          id: asScheduleId('mine'),
          name: 'My own',
          spec: { kind: 'cosine', per: 'step', initial: 0.02 },
          totalEpochs: 100,
          stepsPerEpoch: 250,
          createdAt: '2026-11-24T02:38:00.000Z',
          changedAt: '2026-11-24T02:38:00.000Z',
        },
      ],
    })
    mounted.button('Fork from here…').click()
    await flushPromises()
    return mounted
  }
  const field = (label: string) => {
    const all = [...document.querySelectorAll('label')]
    const found = all.find((one) => one.textContent.trim() === label)
    return document.getElementById(found?.htmlFor ?? '') as HTMLInputElement
  }
  const write = async (label: string, value: string, event = 'input') => {
    field(label).value = value
    field(label).dispatchEvent(new Event(event))
    await flushPromises()
  }
  const submit = async () => {
    document.querySelector<HTMLFormElement>('#fork')?.requestSubmit()
    await flushPromises()
  }

  test('goes on from a checkpoint under another schedule, in a new trial', async () => {
    const { lab, text, router } = await open()
    const radios = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"][name]')]
    const marks = radios.map((radio) => radio.closest('label')?.textContent.trim())
    expect(marks.filter((mark) => mark?.startsWith('after'))[0]).toContain('after epoch 100 last')
    expect(text()).toContain('best validation loss')
    await write('Schedule', 'saved-mine', 'change')
    await write('Epochs of the whole run', '150')
    await write('Weight decay', '0.001')
    await write('Name of the new trial', 'Warmer')
    await submit()
    expect(lab.calls.find(({ call }) => call === 'runs.fork')?.input).toEqual({
      runId: 'a-constant-1',
      epochs: 100,
      name: 'Warmer',
      changes: {
        totalEpochs: 150,
        schedule: { kind: 'cosine', per: 'step', initial: 0.02 },
        optimizer: { kind: 'sgd', weightDecay: 0.001 },
      },
    })
    expect(router.currentRoute.value.name).toBe('run')
    expect(text()).toContain('Forked from Constant after epoch 100.')
    const links = [...document.querySelectorAll('.tree a')].map((one) => one.textContent.trim())
    expect(links).toEqual(['Constant', 'Warmer'])
  })

  test('that cannot be is refused with its rule', async () => {
    const { lab, text } = await open()
    expect(text()).toContain('totalEpochs: must be more than the 100 epochs of the checkpoint')
    await submit()
    expect(lab.calls.map(({ call }) => call)).not.toContain('runs.fork')
    await write('The schedule as JSON', '{"kind": "cosine", "initial": "x"}')
    expect(field('The schedule as JSON').getAttribute('aria-invalid')).toBe('true')
    expect(field('Schedule').value).toBe('own')
  })

  test('says what stays as it is', async () => {
    const { text } = await open()
    expect(text()).toContain('The checkpoint was trained so, and fits nothing else.')
    expect(text()).toContain('Settings of SGD')
  })

  test('needs an epoch to go on from', async () => {
    const { button } = await mountPage('/runs/a-exponential-1', { histories })
    expect(button('Fork from here…').disabled).toBe(true)
  })

  test('says when no checkpoint is kept', async () => {
    const failing = { 'runs.checkpoints': { code: 'storage-failed', message: 'EIO', causes: [] } }
    const { button, text } = await mountPage('/runs/a-constant-1', {
      histories,
      failing: failing as FakeLabParts['failing'],
    })
    button('Fork from here…').click()
    await flushPromises()
    expect(text()).toContain('No checkpoint of this run is kept')
  })
})

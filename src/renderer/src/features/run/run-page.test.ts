// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { everyState, fakeHistory } from '../../../test/fake-data'
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

// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { wasmMachine } from '../../../test/fake-data'
import { mountPage } from '../../../test/mount-page'

enableAutoUnmount(afterEach)

const choose = async (group: string, label: string) => {
  const options = document.querySelectorAll(`[aria-label="${group}"] label`)
  const found = [...options].find((one) => one.textContent.trim() === label)
  found?.querySelector('input')?.click()
  await flushPromises()
}

test('tells what is lost without native TensorFlow, and what was tried', async () => {
  const { text } = await mountPage('/machine', { machine: wasmMachine })
  expect(text()).toContain('many times slower, and never on a GPU')
  expect(text()).toContain('pip answered: no matching distribution')
  expect(text()).toContain('train-images-idx3-ubyte has 1,204 bytes')
  expect(text()).toContain('NVIDIA H100, 80.0 GB, driver 550.54')
  expect(text()).toContain('its last good copy')
})

test('changes the theme and how many runs train at once', async () => {
  const { lab } = await mountPage('/machine')
  await choose('Theme', 'Dark')
  expect(lab.calls.at(-1)).toEqual({ call: 'settings.update', input: { theme: 'dark' } })
  await choose('Runs at once', 'Number')
  expect(lab.calls).toContainEqual({ call: 'settings.update', input: { parallelRuns: 8 } })
})

test('shows how runs are trained, and measures the machine when asked', async () => {
  const { text, lab } = await mountPage('/machine')
  expect(text()).toContain('Together: dense networks')
  expect(text()).toContain('XLA, 1 thread')
  const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
    textContent.includes('Measure this machine'),
  )
  button?.click()
  await flushPromises()
  expect(lab.calls.at(-1)).toEqual({ call: 'machine.measure', input: {} })
  expect(text()).toContain('Time per step')
  expect(text()).toContain('1.85 ms')
})

test('sets how often checkpoints are kept, and says what cannot be', async () => {
  const { lab, page, text } = await mountPage('/machine')
  const field = page.findAll('input').find((one) => {
    const label = document.querySelector(`label[for="${one.attributes('id')}"]`)
    return label?.textContent === 'Epochs between checkpoints'
  })
  await field?.setValue('2.5')
  await field?.trigger('focusout')
  expect(text()).toContain('It is “2.5”; it must be a whole number from 1 to 10,000.')
  expect(lab.calls.map(({ call }) => call)).not.toContain('settings.update')
  await field?.setValue('5')
  await field?.trigger('focusout')
  const input = { checkpointEveryEpochs: 5 }
  expect(lab.calls.at(-1)).toEqual({ call: 'settings.update', input })
})

test('notifications can be switched off', async () => {
  const { lab, page, text } = await mountPage('/machine')
  expect(text()).toContain('This browser has no notifications.')
  const box = page.findAll('label').find((one) => one.text() === 'Tell me when a study has ended')
  await box?.get('input').setValue(false)
  expect(lab.calls.at(-1)).toEqual({ call: 'settings.update', input: { notifyWhenDone: false } })
  expect(text()).not.toContain('This browser has no notifications.')
})

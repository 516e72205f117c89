import { expect, test } from 'vitest'
import { defaultSettings, settings, settingsChanges } from './settings'

test('settings of before a field was there have its default', () => {
  expect(settings.parse({ theme: 'dark', parallelRuns: 3 })).toEqual({
    ...defaultSettings,
    theme: 'dark',
    parallelRuns: 3,
  })
})

test('a change of one setting says nothing of the others', () => {
  expect(settingsChanges.parse({ theme: 'light' })).toEqual({ theme: 'light' })
  expect(settingsChanges.parse({ parallelRuns: null })).toEqual({ parallelRuns: null })
  expect(settingsChanges.safeParse({ checkpointEveryEpochs: 0 }).success).toBe(false)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SilenceWatch } from './silence-watch'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('tells once, after the time without a word', () => {
  const silent = vi.fn()
  new SilenceWatch(1_000, silent)
  vi.advanceTimersByTime(999)
  expect(silent).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(silent).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('waits anew after every word', () => {
  const silent = vi.fn()
  const watch = new SilenceWatch(1_000, silent)
  for (let word = 0; word < 50; word++) {
    vi.advanceTimersByTime(900)
    watch.heard()
  }
  expect(silent).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1_000)
  expect(silent).toHaveBeenCalledTimes(1)
})

test('does not take the sleep of the machine for silence', () => {
  const silent = vi.fn()
  const watch = new SilenceWatch(1_000, silent)
  vi.advanceTimersByTime(500)
  // The clock leaps, the beats do not.
  vi.setSystemTime(Date.now() + 8 * 3_600_000)
  vi.advanceTimersByTime(200)
  expect(silent).not.toHaveBeenCalled()
  watch.end()
})

test('is quiet once ended', () => {
  const silent = vi.fn()
  new SilenceWatch(1_000, silent).end()
  expect(vi.getTimerCount()).toBe(0)
})

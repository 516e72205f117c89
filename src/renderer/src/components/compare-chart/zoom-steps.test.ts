import { expect, test } from 'vitest'
import { zoomedBy } from './zoom-steps'

const whole = { from: 0, to: 100 }

test('plus shows the middle, minus as much more, never more than all', () => {
  expect(zoomedBy('+', whole, whole, false)).toEqual({ from: 20, to: 80 })
  expect(zoomedBy('-', { from: 20, to: 80 }, whole, false)).toBeNull()
  const wider = zoomedBy('-', { from: 35, to: 65 }, whole, false)
  expect(wider?.from).toBeCloseTo(25, 10)
  expect(wider?.to).toBeCloseTo(75, 10)
})

test('arrows move, and stop at the ends', () => {
  const shown = { from: 40, to: 60 }
  expect(zoomedBy('Shift+ArrowLeft', shown, whole, false)).toEqual({ from: 36, to: 56 })
  expect(zoomedBy('Shift+ArrowRight', { from: 79, to: 99 }, whole, false)).toEqual({
    from: 80,
    to: 100,
  })
})

test('a logarithmic axis is divided by its decades', () => {
  const range = zoomedBy('+', { from: 1, to: 1e5 }, { from: 1, to: 1e5 }, true)
  expect(range?.from).toBeCloseTo(10, 8)
  expect(range?.to).toBeCloseTo(1e4, 6)
})

test('0 shows all; other keys do nothing', () => {
  expect(zoomedBy('0', { from: 1, to: 2 }, whole, false)).toBeNull()
  expect(zoomedBy('x', whole, whole, false)).toBeUndefined()
})

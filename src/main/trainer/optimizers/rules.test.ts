import { describe, expect, test } from 'vitest'
import { resolveOptimizer, type OptimizerSpec } from '../../../shared/domain/optimizer'
import { ruleOf } from './rules'
import { createStepScalars } from './step-scalars'
import { plainNumbers } from './testing/plain-numbers'

const exact = plainNumbers((value) => value)
const gradients = [0.5, -0.25, 2]
const rates = [0.1, 0.05, 0.2]

/** The weight after each of three updates, starting at 1. */
function trained(spec: OptimizerSpec, momenta: readonly (number | null)[] = []): number[] {
  const resolved = resolveOptimizer(spec)
  const rule = ruleOf(resolved)
  const scalars = createStepScalars(resolved)
  let weight = 1
  let slots: readonly number[] = rule.slots.map(({ initial }) =>
    initial === 'weight' ? weight : initial,
  )
  return gradients.map((gradient, step) => {
    const columns = scalars.next(rates[step]!, momenta[step] ?? null)
    const after = rule.update(exact, { weight, gradient, slots, scalars: columns })
    ;({ weight, slots } = after)
    return weight
  })
}

/** Scalars are rounded to float32; the rest of the reckoning here is not. */
const expectNear = (found: readonly number[], expected: readonly number[], digits = 6) => {
  expect(found).toHaveLength(expected.length)
  expected.forEach((each, index) => expect(found[index]).toBeCloseTo(each, digits))
}

describe('sgd', () => {
  test('takes the rate times the gradient away', () => {
    expectNear(trained({ kind: 'sgd' }), [0.95, 0.9625, 0.5625])
  })

  test('with momentum goes on in the direction it came from', () => {
    // m: -0.05; -0.025 + 0.0125; -0.00625 - 0.4
    expectNear(trained({ kind: 'sgd', momentum: 0.5 }), [0.95, 0.9375, 0.53125])
  })

  test('with Nesterov looks one step ahead', () => {
    // changes: m momentum - g rate = -0.025 - 0.05; -0.00625 + 0.0125; -0.203125 - 0.4
    expectNear(trained({ kind: 'sgd', momentum: 0.5, nesterov: true }), [0.925, 0.93125, 0.328125])
  })

  test('takes the momentum of each step where one is given', () => {
    // m: -0.05; -0.05 0.5 + 0.0125; -0.0125 0 - 0.4
    const found = trained({ kind: 'sgd', momentum: 0.9 }, [0.1, 0.5, 0])
    expectNear(found, [0.95, 0.9375, 0.5375])
  })

  test('decays the weight before its update', () => {
    // 1 - 0.1 0.1 - 0.05; 0.94 - 0.94 0.1 0.05 + 0.0125; ...
    const second = 0.94 * 0.995 + 0.0125
    expectNear(trained({ kind: 'sgd', weightDecay: 0.1 }), [0.94, second, second * 0.98 - 0.4])
  })
})

describe('adam', () => {
  /** The formulas of Kingma and Ba, with epsilon scaled as Keras does. */
  const reference = (amsgrad: boolean) => {
    let [w, m, v, top] = [1, 0, 0, 0]
    return gradients.map((g, index) => {
      const t = index + 1
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      top = amsgrad ? Math.max(top, v) : v
      const alpha = (rates[index]! * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t)
      w -= (alpha * m) / (Math.sqrt(top) + 1e-7)
      return w
    })
  }

  test('follows its formulas', () => {
    // 1 - beta2^t loses digits in float32, as in Keras.
    expectNear(trained({ kind: 'adam' }), reference(false), 5)
  })

  test('moves by the rate at its first step, whatever the gradient', () => {
    expect(trained({ kind: 'adam' })[0]).toBeCloseTo(0.9, 5)
  })

  test('amsgrad keeps the largest second moment', () => {
    expectNear(trained({ kind: 'adam', amsgrad: true }), reference(true), 5)
    expect(ruleOf(resolveOptimizer({ kind: 'adam', amsgrad: true })).slots).toEqual([
      { name: 'm', initial: 0 },
      { name: 'v', initial: 0 },
      { name: 'vhat', initial: 0 },
    ])
  })

  test('adamw decays by 0.004 unless told otherwise', () => {
    const [plain = 0] = trained({ kind: 'adam' })
    expect(trained({ kind: 'adamw' })[0]).toBeCloseTo(plain - 0.0004, 9)
    expectNear(trained({ kind: 'adamw', weightDecay: 0 }), trained({ kind: 'adam' }), 12)
  })

  test('nadam follows its formulas', () => {
    let [w, m, v, product] = [1, 0, 0, 1]
    const u = (t: number) => 0.9 * (1 - 0.5 * 0.96 ** t)
    const expected = gradients.map((g, index) => {
      const t = index + 1
      product *= u(t)
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      const mhat = (u(t + 1) * m) / (1 - product * u(t + 1)) + ((1 - u(t)) * g) / (1 - product)
      w -= (rates[index]! * mhat) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-7)
      return w
    })
    expectNear(trained({ kind: 'nadam' }), expected, 5)
  })
})

describe('adaptive', () => {
  test('rmsprop divides by the root of a mean of squares', () => {
    let [w, v] = [1, 0]
    const expected = gradients.map((g, index) => {
      v = 0.9 * v + 0.1 * g * g
      w -= (rates[index]! * g) / Math.sqrt(v + 1e-7)
      return w
    })
    expectNear(trained({ kind: 'rmsprop' }), expected)
  })

  test('rmsprop takes the mean away where it is centred, and adds steps up with momentum', () => {
    let [w, v, a, m] = [1, 0, 0, 0]
    const expected = gradients.map((g, index) => {
      v = 0.8 * v + 0.2 * g * g
      a = 0.8 * a + 0.2 * g
      m = 0.5 * m + (rates[index]! * g) / Math.sqrt(v - a * a + 1e-3)
      w -= m
      return w
    })
    const spec = {
      kind: 'rmsprop',
      rho: 0.8,
      momentum: 0.5,
      centered: true,
      epsilon: 1e-3,
    } as const
    expectNear(trained(spec), expected)
  })

  test('adagrad divides by the root of all squares', () => {
    let [w, a] = [1, 0.1]
    const expected = gradients.map((g, index) => {
      a += g * g
      w -= (rates[index]! * g) / Math.sqrt(a + 1e-7)
      return w
    })
    expectNear(trained({ kind: 'adagrad' }), expected)
  })

  test('adadelta measures steps by the steps before', () => {
    let [w, a, d] = [1, 0, 0]
    const expected = gradients.map((g, index) => {
      a = 0.95 * a + 0.05 * g * g
      const step = (Math.sqrt(d + 1e-7) * g) / Math.sqrt(a + 1e-7)
      d = 0.95 * d + 0.05 * step * step
      w -= rates[index]! * step
      return w
    })
    expectNear(trained({ kind: 'adadelta' }), expected, 9)
  })
})

test('lion moves by the rate, in the direction between gradient and past', () => {
  // m: 0.005; 0.9 0.005 - 0.025 < 0; 0.9 m + 0.2 > 0
  expectNear(trained({ kind: 'lion' }), [0.9, 0.95, 0.75])
})

describe('schedule-free', () => {
  const average = (step: (z: number, g: number, y: number, t: number, rate: number) => number) => {
    let [x, z, sum] = [1, 1, 0]
    let largest = 0
    return gradients.map((g, index) => {
      const rate = rates[index]!
      largest = Math.max(largest, rate)
      sum += largest ** 2
      const y = 0.9 * x + 0.1 * z
      z = step(z, g, y, index + 1, rate)
      x += (largest ** 2 / sum) * (z - x)
      return x
    })
  }

  test('sgd averages its steps, by their largest rate squared', () => {
    const expected = average((z, g, _, __, rate) => z - rate * g)
    expectNear(trained({ kind: 'schedule-free-sgd' }), expected)
  })

  test('adamw scales by the second moment, and decays at y', () => {
    let v = 0
    const expected = average((z, g, y, t, rate) => {
      v = 0.999 * v + 0.001 * g * g
      return z - rate * (g / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8) + 0.1 * y)
    })
    expectNear(trained({ kind: 'schedule-free-adamw', weightDecay: 0.1 }), expected, 5)
  })

  test('takes the gradient between z and the weight; others at the weight', () => {
    const parts = { weight: 2, slots: [4], scalars: [0.1, 0.75, 0.25, 0, 0] }
    const rule = ruleOf(resolveOptimizer({ kind: 'schedule-free-sgd' }))
    expect(rule.slots).toEqual([{ name: 'z', initial: 'weight' }])
    expect(rule.gradientPoint(exact, parts)).toBe(2.5)
    const plain = ruleOf(resolveOptimizer({ kind: 'sgd' }))
    expect(plain.gradientPoint(exact, { weight: 2, slots: [], scalars: [0.1] })).toBe(2)
  })
})

test('slots and scalars that do not fit are refused', () => {
  const rule = ruleOf(resolveOptimizer({ kind: 'adagrad' }))
  const parts = { weight: 1, gradient: 1, scalars: [0.1] }
  expect(() => rule.update(exact, { ...parts, slots: [] })).toThrow('there are 1 slots, not 0')
})

import { choice, duration, momentum, number, optionalDuration, rate } from '../fields'
import { defineShape } from '../kind'

/** The height of the triangle at t, from 0 to 1, and the number of its cycle from 0. */
function triangle(t: number, up: number, down: number) {
  const length = up + down
  const cycle = Math.floor(1 + t / length)
  const x = 1 + t / length - cycle
  const ratio = up / length
  return { cycle: cycle - 1, height: x <= ratio ? x / ratio : (x - 1) / (ratio - 1) }
}

type Mode = 'triangular' | 'triangular2' | 'exp-range'

function scale(mode: Mode, cycle: number, t: number, gamma: number): number {
  switch (mode) {
    case 'triangular':
      return 1
    case 'triangular2':
      return 1 / 2 ** cycle
    case 'exp-range':
      return gamma ** t
  }
}

export const cyclic = defineShape({
  kind: 'cyclic',
  family: 'Cycles',
  title: 'Cyclic',
  summary:
    'Swings between a low and a high rate: needs no good guess, and the swings themselves show which rates work.',
  formula: 'low + (high - low) * triangle(t) * scale,  scale = 1, 2^(-cycle) or gamma^t',
  source: 'Cyclical learning rates, arXiv 1506.01186; PyTorch CyclicLR.',
  fields: {
    low: rate('low rate', {}),
    high: rate('high rate', {}),
    up: duration('way up', {}),
    down: optionalDuration('way down', { help: 'As long as the way up when left out.' }),
    mode: choice('later cycles', ['triangular', 'triangular2', 'exp-range']),
    gamma: number('gamma', { fallback: 1, above: 0 }),
    momentum: momentum('momentum', null),
  },
  example: { per: 'epoch', low: 0.01, high: 0.1, up: '10%', mode: 'triangular2' },
  check: ({ low, high }) =>
    high >= low ? null : `high must be at least low; high is ${high}, low ${low}`,
  shape:
    ({ low, high, up, down = up, mode, gamma }) =>
    (t) => {
      const { cycle, height } = triangle(t, up, down)
      return low + (high - low) * height * scale(mode, cycle, t, gamma)
    },
  momentum: ({ up, down = up, mode, gamma, momentum }) =>
    momentum &&
    ((t) => {
      const { cycle, height } = triangle(t, up, down)
      return momentum.high - (momentum.high - momentum.low) * height * scale(mode, cycle, t, gamma)
    }),
  handles: ({ low, high, up, down = up }) => [
    {
      id: 'low',
      label: 'Low rate',
      t: 0,
      rate: low,
      moves: 'rate',
      drag: (to) => ({ low: Math.min(to.rate, high) }),
    },
    {
      id: 'high',
      label: 'High rate',
      t: up,
      rate: high,
      moves: 'both',
      drag: (to) => ({ high: Math.max(to.rate, low), up: Math.max(1, Math.round(to.t)) }),
    },
    {
      id: 'valley',
      label: 'End of the first cycle',
      t: up + down,
      rate: low,
      moves: 'time',
      drag: (to) => ({ down: Math.max(1, Math.round(to.t - up)) }),
    },
  ],
})

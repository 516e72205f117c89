import { moments, rates } from '../fields'
import { defineShape } from '../kind'
import { countBelow } from '../search'

/** A boundary still belongs to the piece before it. */
export const piecewise = defineShape({
  kind: 'piecewise',
  family: 'Steps',
  title: 'Piecewise constant',
  summary: 'A rate of its own for every stretch of the run, written out by hand.',
  formula: 'rates[number of boundaries < t]',
  source: 'Keras PiecewiseConstantDecay.',
  fields: {
    boundaries: moments('boundaries', false),
    rates: rates('rates'),
  },
  example: { per: 'epoch', boundaries: ['40%', '75%'], rates: [0.1, 0.02, 0.004] },
  check: ({ boundaries, rates }) =>
    rates.length === boundaries.length + 1
      ? null
      : `rates must be one more than boundaries: ${boundaries.length} boundaries, ${rates.length} rates`,
  shape:
    ({ boundaries, rates }) =>
    (t) =>
      rates[countBelow(boundaries, t)] ?? NaN,
  handles: ({ boundaries, rates }, { totalUnits }) => [
    ...rates.map((rate, index) => {
      const from = boundaries[index - 1] ?? 0
      const to = boundaries[index] ?? Math.max(totalUnits, from)
      return {
        id: `rate-${index}`,
        label: `Rate ${index + 1}`,
        t: (from + to) / 2,
        rate,
        moves: 'rate' as const,
        drag: (place: { rate: number }) => ({ rates: rates.with(index, place.rate) }),
      }
    }),
    ...boundaries.map((boundary, index) => ({
      id: `boundary-${index}`,
      label: `Boundary ${index + 1}`,
      t: boundary,
      rate: ((rates[index] ?? 0) + (rates[index + 1] ?? 0)) / 2,
      moves: 'time' as const,
      drag: ({ t }: { t: number }) => ({
        boundaries: boundaries.with(
          index,
          Math.round(
            Math.max(
              (boundaries[index - 1] ?? -1) + 1,
              Math.min(t, (boundaries[index + 1] ?? Infinity) - 1),
            ),
          ),
        ),
      }),
    })),
  ],
})

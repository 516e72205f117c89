import { compileSchedule, type RunLength } from '../compile'
import { withMetrics } from '../with-metrics'
import type { Dialect } from './dialect'
import type { Difference, DifferenceGroup } from './difference'
import { exampleMetricValues } from './example-metrics'
import { sentenceFor } from './sentence'

/** Rates closer than this share of the larger one are the same; Keras and optax count in float32. */
const relative = 1e-6
/** Differences below this share of the highest rate so far are rounding. */
const absolute = 1e-12
/** A curve that parts more often would be a list that nobody reads. */
const mostDifferences = 1_000

const differ = (a: number, b: number, peak: number) => {
  const gap = Math.abs(a - b)
  return gap > relative * Math.max(a, b) && gap > absolute * peak
}

/** The number of the group of each dialect: groups are counted as they appear. */
function grouped(rates: readonly number[], peak: number): readonly number[] {
  const leaders: number[] = []
  return rates.map((rate) => {
    const known = leaders.findIndex((leader) => !differ(leader, rate, peak))
    return known >= 0 ? known : leaders.push(rate) - 1
  })
}

interface Stretch {
  readonly groups: readonly number[]
  readonly from: number
  to: number
  readonly first: readonly number[]
  last: readonly number[]
  readonly lowest: number[]
  readonly highest: number[]
  /** Whether the rate of each dialect is another one than in the step before. */
  readonly changed: readonly boolean[]
}

function compiled(dialects: readonly Dialect[], length: RunLength, values?: readonly number[]) {
  return dialects.map(({ spec }) => {
    const schedule = compileSchedule(spec, length)
    if (!schedule.reacts) return schedule
    const better = spec.kind === 'plateau' ? spec.mode : undefined
    return withMetrics(schedule, values ?? exampleMetricValues(length.totalEpochs, better))
  })
}

/** The stretches in which the dialects part, in order. */
function stretchesOf(dialects: readonly Dialect[], length: RunLength, values?: readonly number[]) {
  const schedules = compiled(dialects, length, values)
  const totalSteps = length.totalEpochs * length.stepsPerEpoch
  const held = Math.min(totalSteps, ...schedules.map(({ heldSteps }) => heldSteps))
  const stretches: Stretch[] = []
  let open: Stretch | null = null
  let before: readonly number[] = []
  let peak = 0
  for (let step = 0; step < totalSteps; step += held) {
    const rates = schedules.map(({ rateAt }) => rateAt(step))
    peak = Math.max(peak, ...rates)
    const groups = grouped(rates, peak)
    const to = Math.min(step + held, totalSteps) - 1
    if (open?.groups.every((group, index) => group === groups[index])) {
      extend(open, rates, to)
    } else {
      open = groups.some((group) => group > 0) ? opened(groups, rates, [step, to], before) : null
      if (open) stretches.push(open)
      if (stretches.length > mostDifferences) return stretches.slice(0, -1)
    }
    before = rates
  }
  return stretches
}

const opened = (
  groups: readonly number[],
  rates: readonly number[],
  [from, to]: readonly [number, number],
  before: readonly number[],
): Stretch => ({
  groups,
  from,
  to,
  first: rates,
  last: rates,
  lowest: [...rates],
  highest: [...rates],
  changed: rates.map((rate, index) => rate !== (before[index] ?? rate)),
})

function extend(open: Stretch, rates: readonly number[], to: number): void {
  open.to = to
  open.last = rates
  rates.forEach((rate, index) => {
    open.lowest[index] = Math.min(open.lowest[index] ?? rate, rate)
    open.highest[index] = Math.max(open.highest[index] ?? rate, rate)
  })
}

function membersOf({ groups }: Stretch): readonly (readonly number[])[] {
  const members = Array.from({ length: Math.max(...groups) + 1 }, (_, group) =>
    groups.flatMap((each, index) => (each === group ? [index] : [])),
  )
  return members.sort((a, b) => b.length - a.length)
}

/**
 * Where in a run dialects give different rates: by more than a millionth of the larger. At most a
 * thousand stretches. A schedule that reacts is given `metricValues`, one an epoch, or the example.
 */
export function dialectDifferences(
  dialects: readonly Dialect[],
  length: RunLength,
  metricValues?: readonly number[],
): readonly Difference[] {
  const perEpoch = dialects.every(({ spec }) => spec.per === 'epoch')
  return stretchesOf(dialects, length, metricValues).map((stretch) => {
    const members = membersOf(stretch)
    const groups = members.map((indices): DifferenceGroup => {
      const [one = 0] = indices
      const those = indices.flatMap((index) => dialects[index] ?? [])
      return {
        names: those.map(({ name }) => name),
        libraries: [...new Set(those.map(({ library }) => library))],
        first: stretch.first[one] ?? NaN,
        last: stretch.last[one] ?? NaN,
        lowest: stretch.lowest[one] ?? NaN,
        highest: stretch.highest[one] ?? NaN,
      }
    })
    const { from, to, changed } = stretch
    const changes = members.map((indices) => indices.map((index) => changed[index] ?? false))
    const unit = perEpoch ? length.stepsPerEpoch : 1
    const others = members
      .slice(1)
      .flat()
      .sort((a, b) => a - b)
    return {
      from,
      to,
      groups,
      sentence: sentenceFor(groups, changes, {
        name: perEpoch ? 'epoch' : 'step',
        from: Math.floor(from / unit),
        to: Math.floor(to / unit),
      }),
      reasons: others.flatMap((index) => dialects[index]?.note ?? []),
    }
  })
}

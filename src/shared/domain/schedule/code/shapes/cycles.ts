import { number } from '../python'
import { arrayLine, floorDivide } from '../dialect'
import type { Body, Pen } from '../body'
import type { ValuesOf } from '../tree'

/** The cycle's number, and the share of it that is done. */
function placeInCycle(
  { period, periodFactor }: ValuesOf<'cosine-restarts'>,
  pen: Pen<'cosine-restarts'>,
) {
  const { dialect, node, script, t } = pen
  const length = pen.of('period')
  if (periodFactor === 1) {
    return [
      ['cycle', floorDivide(dialect, t, length, period)],
      ['u', `(${t} - cycle * ${length}) / ${length}`],
    ] as const
  }
  const starts = `${node.name.toUpperCase()}_STARTS`
  script.define(starts, [
    `${starts}, length = [0], ${length}`,
    `while ${starts}[-1] <= ${number(node.usedUnits + 1)}:`,
    `    ${starts}.append(${starts}[-1] + length)`,
    `    length *= ${pen.of('periodFactor')}`,
    ...arrayLine(starts, dialect),
  ])
  return [
    ['cycle', `${dialect.countUpTo(starts, t)} - 1`],
    ['start', `${starts}[cycle]`],
    ['u', `(${t} - start) / (${starts}[cycle + 1] - start)`],
  ] as const
}

/** Cycles that grow have a table of their starts, as long as the run needs. */
export function cosineRestarts(
  values: ValuesOf<'cosine-restarts'>,
  pen: Pen<'cosine-restarts'>,
): Body {
  const { fn, pi } = pen.dialect
  const [initial, final] = [pen.of('initial'), pen.of('final')]
  const power = values.peakFactor === 1 ? '' : ` * ${pen.of('peakFactor')} ** cycle`
  const height =
    values.peaks === 'absolute'
      ? `(${initial}${power} - ${final})`
      : `(${initial} - ${final})${power}`
  return {
    lets: placeInCycle(values, pen),
    cases: values.cycles === undefined ? [] : [[`cycle >= ${pen.of('cycles')}`, final]],
    result: `${final} + ${height} * (1 + ${fn('cos', `${pi} * u`)}) / 2`,
  }
}

/** From one rate to another as u goes from 0 to 1. */
function annealer({ shape }: ValuesOf<'one-cycle'>, { script, dialect }: Pen<'one-cycle'>) {
  const { fn, pi } = dialect
  return shape === 'cosine'
    ? script.define('anneal_cosine', [
        'def anneal_cosine(start, end, u):',
        `    return end + (start - end) / 2 * (1 + ${fn('cos', `${pi} * u`)})`,
      ])
    : script.define('anneal_linear', [
        'def anneal_linear(start, end, u):',
        '    return start + (end - start) * u',
      ])
}

/** Legs that end at warmup - 1, with three phases at 2 * warmup - 2, and at T - 1. */
export function oneCycle(values: ValuesOf<'one-cycle'>, pen: Pen<'one-cycle'>): Body {
  const { warmup, threePhase } = values
  // As the last part of a sequence it may be asked for rates after its own end.
  const outlasts = pen.node.usedUnits > pen.node.totalUnits
  const t = outlasts ? 'now' : pen.t
  const peak = pen.of('peak')
  const start = pen.constant('START_RATE', `${peak} / ${pen.of('startDivisor')}`)
  const end = pen.constant('END_RATE', `${start} / ${pen.of('endDivisor')}`)
  const anneal = annealer(values, pen)
  const top = pen.constant('TOP', number(warmup - 1))
  const valley = threePhase ? pen.constant('VALLEY', number(2 * warmup - 2)) : top
  const last = `(${pen.total()} - 1 - ${valley})`
  const up = warmup > 1 ? `${anneal}(${start}, ${peak}, ${t} / ${top})` : peak
  const down =
    warmup > 1 ? `${anneal}(${peak}, ${start}, (${t} - ${top}) / (${valley} - ${top}))` : start
  const tailLength = pen.node.totalUnits - 1 - (threePhase ? 2 * warmup - 2 : warmup - 1)
  return {
    ...(outlasts && { lets: [['now', pen.dialect.min(pen.t, `${pen.total()} - 1`)]] }),
    cases: [
      ...(warmup >= 1 ? [[`${t} <= ${top}`, up] as const] : []),
      ...(warmup >= 1 && threePhase ? [[`${t} <= ${valley}`, down] as const] : []),
    ],
    result:
      tailLength === 0
        ? end
        : `${anneal}(${threePhase ? start : peak}, ${end}, (${t} - ${valley}) / ${last})`,
  }
}

/** A triangle for each cycle, scaled by its number or by the time. */
export function cyclic(values: ValuesOf<'cyclic'>, pen: Pen<'cyclic'>): Body {
  const { floor, min } = pen.dialect
  const { t } = pen
  const up = pen.of('up')
  const down = pen.units('DOWN', values.down ?? values.up)
  const length = `(${up} + ${down})`
  const low = pen.of('low')
  const scales = {
    triangular: () => '',
    triangular2: () => ' * 0.5 ** (cycle - 1)',
    'exp-range': () => ` * ${pen.of('gamma')} ** ${t}`,
  }
  return {
    lets: [
      ['cycle', floor(`1 + ${t} / ${length}`)],
      ['x', `1 + ${t} / ${length} - cycle`],
      ['rise', `${up} / ${length}`],
      ['height', min('x / rise', '(1 - x) / (1 - rise)')],
    ],
    result: `${low} + (${pen.of('high')} - ${low}) * height${scales[values.mode]()}`,
  }
}

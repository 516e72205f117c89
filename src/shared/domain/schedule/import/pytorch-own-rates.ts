import { ScheduleError } from '../error'
import type { ScheduleSpec } from '../kinds'
import { Form } from './form'
import { fromGroups, type Source } from './pytorch-source'

/** Its legs end at warmup - 1 and the like; the part of a sequence keeps the length it was made for. */
export function oneCycle(source: Source): ScheduleSpec {
  const { state } = source
  const initial = state.shared('base_lrs')
  const [peak, last] = [fromGroups(source, 'max_lr'), fromGroups(source, 'min_lr')]
  const phases = state.list('_schedule_phases')
  const climb = Form.of(phases[0], `${state.at('_schedule_phases')}[0]`)
  const cycles = state.flag('cycle_momentum', true)
  return {
    kind: 'sequence',
    parts: [
      {
        for: state.number('total_steps'),
        schedule: {
          kind: 'one-cycle',
          peak,
          startDivisor: peak / initial,
          endDivisor: initial / last,
          warmup: climb.number('end_step') + 1,
          shape: state.word('_anneal_func_type', ['cos', 'linear']) === 'cos' ? 'cosine' : 'linear',
          threePhase: phases.length === 3,
          momentum: cycles
            ? { low: fromGroups(source, 'base_momentum'), high: fromGroups(source, 'max_momentum') }
            : null,
        },
      },
    ],
  }
}

const modes = {
  triangular: 'triangular',
  triangular2: 'triangular2',
  exp_range: 'exp-range',
} as const

/** CyclicLR's state; one with a function of its own is refused. */
export function cyclic({ state }: Source): ScheduleSpec {
  if ((state.fields._scale_fn_custom ?? null) !== null) {
    const rule = 'is a Python function of your own, which has no other form'
    throw new ScheduleError(state.at('_scale_fn_custom'), rule)
  }
  const size = state.number('total_size')
  const up = size * state.number('step_ratio')
  const cycles = state.flag('cycle_momentum', true)
  return {
    kind: 'cyclic',
    low: state.shared('base_lrs'),
    high: state.shared('max_lrs'),
    up,
    down: size - up,
    mode: modes[state.word('mode', ['triangular', 'triangular2', 'exp_range'])],
    gamma: state.number('gamma', 1),
    momentum: cycles
      ? { low: state.shared('base_momentums'), high: state.shared('max_momentums') }
      : null,
  }
}

/** The state knows the latest rate only: an `initial` beside it says where it began. */
export function plateau({ state, whole }: Source): ScheduleSpec {
  const mode = state.word('mode', ['min', 'max'])
  return {
    kind: 'plateau',
    initial: whole.has('initial') ? whole.number('initial') : state.shared('_last_lr'),
    factor: state.number('factor'),
    patience: state.number('patience'),
    metric: mode === 'min' ? 'valLoss' : 'valAccuracy',
    mode,
    threshold: state.number('threshold'),
    thresholdMode: state.word('threshold_mode', ['rel', 'abs']) === 'rel' ? 'relative' : 'absolute',
    cooldown: state.number('cooldown'),
    final: state.shared('min_lrs'),
    smallestChange: state.number('eps', 1e-8),
  }
}

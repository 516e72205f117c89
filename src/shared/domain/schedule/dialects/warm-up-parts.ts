import type { ScheduleSpec } from '../kinds'
import { callText } from './call-text'
import type { Dialect, Site } from './dialect'

/** A straight warm-up in front of a decay from `peak`, `length` units long as it is written. */
export interface WarmDecay extends Pick<Site, 'per'> {
  readonly warmup: number
  /** The first rate as a share of the peak. */
  readonly from: number
  readonly peak: number
  readonly length: number
}

/** The warm-up of a design, then another schedule on a clock of its own. */
export const inFront = (
  { per, warmup, from }: Pick<WarmDecay, 'per' | 'warmup' | 'from'>,
  schedule: ScheduleSpec,
): ScheduleSpec => ({ kind: 'warmup', per, over: warmup, from, schedule })

/** The formula of a straight warm-up to the peak, then another one of the same t. */
export const thenFormula = ({ warmup, from, peak }: WarmDecay, after: string) => {
  const start = peak * from
  return `t < ${warmup} ? ${start} + (${peak} - ${start}) * t / ${warmup} : ${after}`
}

/** The class of a PyTorch warm-up: LinearLR takes no start at 0 and none above 1. */
const pytorchWarmup = (warmup: number, from: number) =>
  from > 0 && from <= 1
    ? callText('LinearLR', { start_factor: from, total_iters: warmup })
    : `LambdaLR(lambda t: ${from} + ${1 - from} * t / ${warmup})`

/** A sequence of PyTorch's, each part on a clock of its own. */
export const pytorchSequence = (
  { warmup, from }: Pick<WarmDecay, 'warmup' | 'from'>,
  decay: string,
) => `SequentialLR([${pytorchWarmup(warmup, from)}, ${decay}], milestones=[${warmup}])`

type TimmValues = Readonly<Record<string, number | readonly number[] | undefined>>

/** Both ways of timm: the decay runs underneath, or waits for the end of the warm-up. */
export function timmWays(
  { per, warmup, from, peak }: WarmDecay,
  { name, values }: { readonly name: string; readonly values: TimmValues },
  { underneath, waiting }: { readonly underneath: ScheduleSpec; readonly waiting: ScheduleSpec },
): readonly Dialect[] {
  const given = (warmup_prefix: boolean) =>
    callText(name, {
      ...values,
      warmup_t: warmup,
      warmup_lr_init: peak * from,
      warmup_prefix,
      t_in_epochs: per === 'epoch',
    })
  return [
    {
      library: 'timm',
      name: 'timm',
      call: given(false),
      spec: underneath,
      note: `timm lets the decay run underneath the warm-up, so the rate falls off the peak when the warm-up ends.`,
    },
    {
      library: 'timm',
      name: 'timm with warmup_prefix',
      call: given(true),
      spec: waiting,
      note: 'timm with warmup_prefix begins the decay after the warm-up and needs that much longer.',
    },
  ]
}

import type { Pen } from '../body'
import type { ScheduleKind } from '../../kinds'
import { call } from '../python'

/** What a line has left for a call inside a function. */
export const room = 74

/** One of PyTorch's own schedulers that gives exactly the rates of a schedule. */
export interface TorchScheduler {
  /** What the optimizer's own learning rate must be, as a number and in Python. */
  readonly baseValue: number
  readonly base: () => string
  /** It multiplies whatever rate it finds, so that it can be chained. */
  readonly multiplies: boolean
  readonly write: () => string
}

interface Parts<Kind extends ScheduleKind> {
  readonly className: string
  readonly pen: Pen<Kind>
  /** The field that holds the optimizer's own rate, and its value. */
  readonly base: Parameters<Pen<Kind>['of']>[0]
  readonly baseValue: number
  readonly args: () => Readonly<Record<string, string>>
  readonly multiplies?: boolean
}

/** A class of PyTorch by its arguments; none of them starts from a rate of 0. */
export function schedulerOf<Kind extends ScheduleKind>({
  className,
  pen,
  base,
  baseValue,
  args,
  multiplies = true,
}: Parts<Kind>): TorchScheduler | null {
  if (baseValue === 0) return null
  return {
    baseValue,
    base: () => pen.of(base),
    multiplies,
    write: () => {
      const named = Object.entries(args()).map(([name, value]) => `${name}=${value}`)
      return call(pen.script.scheduler(className), ['optimizer', ...named], room)
    },
  }
}

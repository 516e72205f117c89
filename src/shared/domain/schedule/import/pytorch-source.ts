import { Form } from './form'
import { describeValue, ScheduleError } from '../error'

/** A scheduler's state, and what was given beside it. */
export interface Source {
  readonly className: string
  readonly state: Form
  readonly whole: Form
  /** The optimizer's state_dict, which some schedulers keep their rates in. */
  readonly optimizer: Form | null
}

/** A value that PyTorch keeps in the optimizer's groups of parameters. */
export function fromGroups({ optimizer, className }: Source, name: string): number {
  if (!optimizer) {
    const rule = `is required: ${className} keeps ${name} there; give optimizer.state_dict()`
    throw new ScheduleError('optimizer', rule)
  }
  const groups = optimizer.list('param_groups').map((group, index) => {
    return Form.of(group, `${optimizer.at('param_groups')}[${index}]`).number(name)
  })
  const [first] = groups
  if (first !== undefined && groups.every((value) => value === first)) return first
  const path = optimizer.at('param_groups')
  throw new ScheduleError(path, `must have one ${name}, has ${describeValue(groups)}`)
}

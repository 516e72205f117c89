import { ScheduleError } from '../error'
import type { Form } from './form'

/** Fields that only one class has, the more telling ones first. */
const marks = [
  ['_milestones', 'SequentialLR'],
  ['_schedulers', 'ChainedScheduler'],
  ['lr_lambdas', 'LambdaLR'],
  ['num_bad_epochs', 'ReduceLROnPlateau'],
  ['_schedule_phases', 'OneCycleLR'],
  ['step_ratio', 'CyclicLR'],
  ['T_0', 'CosineAnnealingWarmRestarts'],
  ['T_max', 'CosineAnnealingLR'],
  ['milestones', 'MultiStepLR'],
  ['step_size', 'StepLR'],
  ['start_factor', 'LinearLR'],
  ['power', 'PolynomialLR'],
  ['factor', 'ConstantLR'],
  ['gamma', 'ExponentialLR'],
] as const

/** The class of a state by its fields; a state_dict does not name it. */
export function classOf(state: Form): string {
  const found = marks.find(([field]) => state.has(field))
  if (found) return found[1]
  throw new ScheduleError(
    state.at('class'),
    'is required: these are the fields of no scheduler that is known',
  )
}

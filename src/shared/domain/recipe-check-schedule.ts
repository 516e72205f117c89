import { attempt } from './attempt'
import { momentumOf, resolveOptimizer } from './optimizer'
import { optimizerKinds } from './optimizer-kinds'
import { splitSizes, type Recipe } from './recipe'
import type { RecipeProblem } from './recipe-check-fields'
import { compileSchedule, ScheduleError } from './schedule'

/** A rate of the run that cannot be, or a momentum that the optimizer has no use for. */
export function scheduleProblems(recipe: Recipe): readonly RecipeProblem[] {
  const { totalEpochs, schedule } = recipe
  const { stepsPerEpoch } = splitSizes(recipe)
  const compiled = attempt(ScheduleError, () =>
    compileSchedule(schedule, { totalEpochs, stepsPerEpoch }),
  )
  if (compiled.ok) return compiled.value.setsMomentum ? momentumProblems(recipe) : []
  const { path, rule } = compiled.fault
  return [{ path: path === '' ? 'schedule' : `schedule.${path}`, message: rule }]
}

function momentumProblems({ optimizer, schedule }: Recipe): readonly RecipeProblem[] {
  const resolved = resolveOptimizer(optimizer)
  if (momentumOf(resolved) !== null) return []
  const { title } = optimizerKinds[optimizer.kind]
  const cure = 'momentum' in resolved ? '; give it a momentum above 0' : ''
  return [
    {
      path: 'schedule',
      message: `must not set a momentum, which ${title} as it is here has not; was ${schedule.kind} with momentum${cure}`,
    },
  ]
}

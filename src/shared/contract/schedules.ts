import { z } from 'zod'
import {
  scheduleLimits as limits,
  specCharacters,
  type NamedSchedule,
  type SavedSchedule,
} from '../domain/design'
import { formatCount } from '../domain/format'
import type { ScheduleSpec } from '../domain/schedule'
import { schedule, scheduleId, time, totalEpochs } from './schemas'

const name = z.string().trim().min(1).max(limits.nameCharacters)

/** Measured before it is read, which takes time in proportion. */
const spec = z
  .custom<ScheduleSpec>()
  .superRefine((value, context) => {
    const characters = specCharacters(value)
    if (characters <= limits.specCharacters) return
    context.addIssue({
      code: 'custom',
      message: `has ${formatCount(characters)} characters of JSON; at most ${formatCount(limits.specCharacters)} are taken`,
      continue: false,
    })
  })
  .pipe(schedule)

/** A run whose rates can all be looked at. */
export const designedLength = { totalEpochs, stepsPerEpoch: z.int().min(1).max(limits.savedSteps) }

/** Refuses runs with more steps than could be drawn at once. */
export function refuseLongRuns(
  run: { readonly totalEpochs: number; readonly stepsPerEpoch: number },
  context: z.RefinementCtx,
): void {
  const steps = run.totalEpochs * run.stepsPerEpoch
  if (steps <= limits.savedSteps) return
  context.addIssue({
    code: 'custom',
    path: ['stepsPerEpoch'],
    message: `the run has ${formatCount(steps)} steps; a schedule's run has at most ${formatCount(limits.savedSteps)}`,
  })
}

export const savedSchedule: z.ZodType<SavedSchedule> = z.object({
  id: scheduleId,
  name,
  spec,
  ...designedLength,
  createdAt: time,
  changedAt: time,
})

export const savedSchedules = z.array(savedSchedule)

export const scheduleToSave = z
  .object({ id: scheduleId.optional(), name, spec, ...designedLength })
  .superRefine(refuseLongRuns)
export type ScheduleToSave = z.output<typeof scheduleToSave>

export const scheduleToRemove = z.object({ scheduleId })

/** Schedules to be trained as trials of one study. */
export const namedSchedules = z
  .array(z.object({ name, spec }) satisfies z.ZodType<NamedSchedule>)
  .max(limits.ofStudy)
  .superRefine((schedules, context) => {
    const characters = schedules.reduce((sum, each) => sum + specCharacters(each.spec), 0)
    if (characters <= limits.ofStudyCharacters) return
    context.addIssue({
      code: 'custom',
      message: `have ${formatCount(characters)} characters of JSON together; a study takes at most ${formatCount(limits.ofStudyCharacters)}`,
    })
  })

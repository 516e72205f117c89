import { z } from 'zod'
import { readSpec, type ScheduleSpec } from '../domain/schedule'

/** The generators take 32-bit seeds. */
export const seed = z.int().min(0).max(0xffff_ffff)

export const totalEpochs = z.int().min(1).max(10_000)

export const schedule = z.custom<ScheduleSpec>().superRefine((spec, context) => {
  try {
    readSpec(spec)
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message })
  }
})

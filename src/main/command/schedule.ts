import type { Command } from 'commander'
import { addScheduleChart } from './schedule-chart'
import { addScheduleCode } from './schedule-code'
import { addScheduleDialects } from './schedule-dialects'
import { addScheduleKinds } from './schedule-kinds'
import { addScheduleValues } from './schedule-values'

/** `cooldown schedule ...`: schedules without training anything. */
export function addSchedule(program: Command): void {
  const schedule = program
    .command('schedule')
    .description('print what a schedule comes to; nothing is trained')
  addScheduleValues(schedule)
  addScheduleKinds(schedule)
  addScheduleDialects(schedule)
  addScheduleCode(schedule)
  addScheduleChart(schedule)
}

import type { Command } from 'commander'
import { existingDataDir } from '../data-dir-here'
import { checkDataDir, type CheckReport } from '../store/check'
import { openConf } from '../store/open-conf'
import { dataDirOption } from './with-lab'

interface CheckOptions {
  readonly dataDir?: string
  readonly json?: true
}

/** `cooldown check`: reads all that is stored and tells what is damaged; changes nothing. */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('read all that is stored, and tell what is damaged; changes nothing')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action(async ({ dataDir, json }: CheckOptions) => {
      const report = await checkDataDir(await existingDataDir(dataDir), openConf)
      process.stdout.write(json ? `${JSON.stringify(report)}\n` : describeCheck(report))
      if (report.findings.length > 0) process.exitCode = 1
    })
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** A line of what was read, then each finding with what a repair would do about it. */
export function describeCheck({ studies, runs, epochs, holder, findings }: CheckReport): string {
  const read = [
    counted(studies, 'study', 'studies'),
    counted(runs, 'run', 'runs'),
    counted(epochs, 'epoch', 'epochs'),
  ].join(', ')
  const verdict =
    findings.length === 0 ? 'all sound' : counted(findings.length, 'finding', 'findings')
  return [
    `Read ${read}: ${verdict}.`,
    ...(holder === null
      ? []
      : [`In use by ${holder}: what it is writing right now may look unfinished.`]),
    ...findings.map(({ file, problem, remedy }) => `${file}\n  ${problem}\n  repair: ${remedy}`),
    '',
  ].join('\n')
}

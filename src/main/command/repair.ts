import type { Command } from 'commander'
import { existingDataDir } from '../data-dir-here'
import { checkDataDir } from '../store/check'
import { repairDataDir } from '../store/check/repair'
import { openConf } from '../store/open-conf'
import { describeCheck } from './check'
import { dataDirOption } from './with-lab'

interface RepairOptions {
  readonly dataDir?: string
  readonly json?: true
}

/** `cooldown repair`: mends what `check` finds, keeps what is damaged beside it, and checks again. */
export function addRepair(program: Command): void {
  program
    .command('repair')
    .description('mend what "check" finds; what is damaged is kept beside it')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action(async ({ dataDir, json }: RepairOptions) => {
      const folder = await existingDataDir(dataDir)
      const done = await repairDataDir(folder, openConf)
      const report = await checkDataDir(folder, openConf)
      process.stdout.write(
        json
          ? `${JSON.stringify({ done, left: report })}\n`
          : [...done.map((each) => `${each}\n`), describeCheck(report)].join(''),
      )
      if (report.findings.length > 0) process.exitCode = 1
    })
}

import type { Command } from 'commander'
import type { MachineReport } from '../../shared/contract/machine'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

/** `cooldown doctor`: what the machine has, which engine trains, and what is missing and why. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('show the machine, the engine, the data and how runs are spread')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action((options: LabOptions & { json?: true }) =>
      readLab(options, async (lab) => {
        const report = await lab.services.machine.describe({})
        process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : describe(report))
      }),
    )
}

const gibibytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GiB`

function describe(report: MachineReport): string {
  const { engine, dataset, parallel } = report
  const rows: [string, string][] = [
    ['Cooldown', `${report.appVersion}, ${report.carrier}, Node ${report.nodeVersion}`],
    ['System', report.operatingSystem],
    ['Processor', `${report.processor}, ${report.cores} cores`],
    ['Memory', `${gibibytes(report.memoryBytes)}, ${gibibytes(report.freeMemoryBytes)} free`],
    ['Engine', `${engine.name}${engine.build && ` (${engine.build}, from ${engine.source})`}`],
    ...(engine.notice === null ? [] : [['', engine.notice] as [string, string]]),
    ...engine.tried.map(({ way, why }): [string, string] => ['', `${way}: ${why}`]),
    ...report.gpus.map((gpu): [string, string] => [
      'GPU',
      `${gpu.name}, ${gibibytes(gpu.memoryBytes)}, driver ${gpu.driver}`,
    ]),
    ['GPU use', report.gpuNote],
    [
      'Data',
      dataset.problem ??
        `${dataset.name}: ${dataset.trainImages} + ${dataset.testImages} images (${dataset.source})`,
    ],
    [
      'Parallel',
      `${parallel.runs} runs at once, ${parallel.threadsPerRun} threads each: ${parallel.reason}`,
    ],
    ['History', report.dataFolder],
    ...report.storageProblems.map((problem): [string, string] => ['', problem]),
  ]
  return rows.map(([label, text]) => `${label.padEnd(11)}${text}\n`).join('')
}

import type { Command } from 'commander'
import type { MachineReport } from '../../shared/contract/machine'
import { dataDirOption, readLab, withLab, type LabOptions } from './with-lab'

interface DoctorOptions extends LabOptions {
  readonly measure?: true
  readonly json?: true
}

/** `cooldown doctor`: what the machine has, which engine trains, and what is missing and why. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('show the machine, the engine, the data and how runs are spread')
    .option(...dataDirOption)
    .option('--measure', 'time every way of training first, and keep the result')
    .option('--json', 'print one line of JSON')
    .action((options: DoctorOptions) =>
      options.measure
        ? withLab(options, 'command line', async (lab) =>
            print(options, await lab.services.machine.measure({})),
          )
        : readLab(options, async (lab) => print(options, await lab.services.machine.describe({}))),
    )
}

function print({ json }: DoctorOptions, report: MachineReport): void {
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : describe(report))
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
    ...describePlan(report.plan),
    ['History', report.dataFolder],
    ...report.storageProblems.map((problem): [string, string] => ['', problem]),
  ]
  return rows.map(([label, text]) => `${label.padEnd(11)}${text}\n`).join('')
}

const compilerNames = { tensorflow: 'TensorFlow', xla: 'XLA' } as const
const threadsText = (threads: number) => `${threads} ${threads === 1 ? 'thread' : 'threads'}`

/** Which compiler and threads runs get, and the times behind that. */
function describePlan({ alone, together, measured }: MachineReport['plan']): [string, string][] {
  const line = (what: string, plans: MachineReport['plan']['alone']) =>
    `${what}: ${plans
      .map(
        ({ network, compiler, threads }) =>
          `${network} networks ${compilerNames[compiler]} on ${threadsText(threads)}`,
      )
      .join(', ')}`
  const times = measured.map(({ network, compiler, threads, stepMs }): [string, string] => [
    '',
    `${network}, ${compilerNames[compiler]}, ${threadsText(threads)}: ${stepMs.toFixed(2)} ms a step`,
  ])
  return [
    ['Plan', line('a run alone', alone)],
    ['', line('runs together', together)],
    ...(times.length > 0
      ? times
      : [['', 'not measured yet; "doctor --measure" does'] as [string, string]]),
  ]
}

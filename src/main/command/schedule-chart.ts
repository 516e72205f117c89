import { basename, dirname, extname, resolve } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import type { z } from 'zod'
import { LabError } from '../../shared/contract/errors'
import { scheduleChartRequest } from '../../shared/contract/exports'
import { scheduleLimits } from '../../shared/domain/design'
import { callersFolder } from '../data-dir-here'
import { createPainterHere } from '../lab-here'
import { createScheduleChart, writeExportFiles } from '../services/exports'
import { wholeBetween } from './options'
import { nameOf, readSpecFile } from './schedule-files'

interface ChartOptions {
  readonly spec: readonly string[]
  readonly epochs: number
  readonly stepsPerEpoch: number
  readonly axis: 'step' | 'epoch' | 'progress'
  readonly log?: true
  readonly theme: 'light' | 'dark'
  readonly scale: number
  readonly title?: string
  readonly out: string
}

const mostEpochs = 10_000
const mostSteps = scheduleLimits.savedSteps

const collect = (file: string, files: readonly string[] = []) => [...files, file]

function scaleOf(text: string): number {
  const scale = Number(text)
  if (text.trim() !== '' && scale >= 1 && scale <= 4) return scale
  throw new InvalidArgumentError('It must be a number from 1 to 4.')
}

/** `cooldown schedule chart`: a picture of schedules over each other. */
export function addScheduleChart(schedule: Command): void {
  schedule
    .command('chart')
    .description('draw one or more schedules into one chart, as PNG or SVG')
    .requiredOption('--spec <file>', 'a schedule as JSON; say it again for more, up to 12', collect)
    .requiredOption('--epochs <n>', 'epochs of the run', wholeBetween(1, mostEpochs))
    .requiredOption(
      '--steps-per-epoch <n>',
      'optimizer steps of an epoch',
      wholeBetween(1, mostSteps),
    )
    .requiredOption('--out <file>', 'where the chart goes; its name ends in .png or .svg')
    .addOption(
      new Option('--axis <what>', 'what the horizontal axis counts')
        .choices(['epoch', 'step', 'progress'])
        .default('epoch'),
    )
    .option('--log', 'a logarithmic axis of rates')
    .addOption(new Option('--theme <theme>').choices(['light', 'dark']).default('light'))
    .option('--scale <n>', 'pixels of a PNG for each of 960 x 540', scaleOf, 2)
    .option('--title <text>', 'what stands above the chart; the names of the files when left out')
    .action(drawChart)
}

function formatOf(file: string): 'png' | 'svg' {
  const ending = extname(file).toLowerCase()
  if (ending === '.png' || ending === '.svg') return ending === '.png' ? 'png' : 'svg'
  throw new LabError('bad-input', `--out must end in .png or .svg, was ${file}.`)
}

/** A file's name without its folder and ending, as people call what is in it. */
const titleOf = (file: string) => basename(nameOf(file), extname(file))

/** The rules of the contract hold for the command line, too. */
function checked(request: z.input<typeof scheduleChartRequest>) {
  const parsed = scheduleChartRequest.safeParse(request)
  if (parsed.success) return parsed.data
  const rules = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new LabError('bad-input', rules.join('; '))
}

async function drawChart(options: ChartOptions): Promise<void> {
  const { spec: files, epochs, stepsPerEpoch, log, out, axis, theme, scale } = options
  const format = formatOf(out)
  const names = files.map(titleOf)
  const lines = []
  for (const [index, file] of files.entries()) {
    lines.push({ name: names[index] ?? file, spec: await readSpecFile(file) })
  }
  const request = checked({
    title: options.title ?? names.join(', ').slice(0, 120),
    lines,
    totalEpochs: epochs,
    stepsPerEpoch,
    logarithmic: log === true,
    ...{ axis, theme, scale, format },
  })
  const painter = createPainterHere()
  try {
    const { bytes } = await createScheduleChart(painter)(request)
    const path = resolve(callersFolder(), out)
    await writeExportFiles(dirname(path), [{ fileName: basename(path), bytes }])
  } finally {
    await painter.close()
  }
}

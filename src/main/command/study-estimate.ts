import type { Command } from 'commander'
import {
  estimateSource,
  estimateText,
  runTimeText,
} from '../../shared/domain/study-plan/describe-estimate'
import type { StudyEstimate } from '../../shared/domain/study-plan/estimate'
import { readDraft, wishedDraft, withStudyWishes, type StudyWishes } from './study-input'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface EstimateOptions extends LabOptions, StudyWishes {
  readonly json?: true
}

/** `cooldown study estimate`: how long a study would take here, and how that is known. */
export function addStudyEstimate(study: Command): void {
  withStudyWishes(
    study
      .command('estimate <study>')
      .description('say how long a template or study file would take on this machine'),
  )
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON')
    .action(async (given: string, { json, dataDir, ...wishes }: EstimateOptions) => {
      const draft = wishedDraft(await readDraft(given), wishes)
      await readLab({ dataDir }, async (lab) => {
        const estimate = await lab.services.studies.estimate({ draft })
        process.stdout.write(json ? `${JSON.stringify(estimate)}\n` : told(estimate))
      })
    })
}

function told(estimate: StudyEstimate): string {
  const one = runTimeText(estimate)
  const source = estimateSource(estimate).replace(/^./, (first) => first.toUpperCase())
  const lines = [
    `${estimateText(estimate)}.`,
    ...(one === null ? [] : [`One run: ${one}.`]),
    `${source}.`,
    ...(estimate.sources.unknown > 0 ? ['"doctor --measure" measures this machine.'] : []),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

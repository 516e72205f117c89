import type { Command } from 'commander'
import type { SavedView } from '../../shared/domain/compare/compare-view'
import { dataDirOption, readLab, type LabOptions } from './with-lab'

interface ViewOptions extends LabOptions {
  readonly json?: true
}

/** `cooldown views`: the comparisons that were saved under a name. */
export function addViews(program: Command): void {
  program
    .command('views')
    .description('saved views of comparisons')
    .command('list')
    .description('list them, the one saved last first')
    .option(...dataDirOption)
    .option('--json', 'print one line of JSON per view')
    .action((options: ViewOptions) =>
      readLab(options, async ({ services }) => {
        const views = await services.views.list({})
        if (views.length === 0 && !options.json) {
          process.stdout.write('No saved views yet. The page "Compare" saves them.\n')
        }
        for (const view of views) {
          process.stdout.write(options.json ? `${JSON.stringify(view)}\n` : describe(view))
        }
      }),
    )
}

function describe({ id, name, savedAt, view }: SavedView): string {
  const { choice, look } = view
  const parts = [
    choice.studyIds === null
      ? 'all studies'
      : `${choice.studyIds.length} ${choice.studyIds.length === 1 ? 'study' : 'studies'}`,
    ...(choice.filter === '' ? [] : [`where ${choice.filter}`]),
    `${look.metrics.join(', ')} over ${look.x}`,
    ...(look.groupBy === null ? [] : [`by ${look.groupBy}`]),
  ]
  return `${id}  ${name}  ${savedAt}\n  ${parts.join('; ')}\n`
}

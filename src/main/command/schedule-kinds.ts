import type { Command } from 'commander'
import {
  definitionOf,
  scheduleKinds,
  type Field,
  type ScheduleKind,
} from '../../shared/domain/schedule'

/** `cooldown schedule kinds`: what can be written in a spec. */
export function addScheduleKinds(schedule: Command): void {
  schedule
    .command('kinds')
    .description('list every kind of schedule, its fields and its formula')
    .option('--json', 'print one line of JSON')
    .action(({ json }: { json?: true }) => {
      const kinds = (Object.keys(scheduleKinds) as ScheduleKind[]).map(aboutKind)
      process.stdout.write(json ? `${JSON.stringify(kinds)}\n` : kinds.map(described).join('\n'))
    })
}

function aboutKind(name: ScheduleKind) {
  const { kind, family, title, summary, formula, source, fields, example } = definitionOf(name)
  return { kind, family, title, summary, formula, source, fields, example: { kind, ...example } }
}

function written(name: string, field: Field): string {
  if (field.type.startsWith('optional-')) return `${name} (may be left out)`
  const fallback = 'fallback' in field ? field.fallback : undefined
  return fallback === undefined ? name : `${name} (${JSON.stringify(fallback)})`
}

function described({ kind, title, summary, formula, fields }: ReturnType<typeof aboutKind>) {
  const list = Object.entries<Field>(fields).map(([name, field]) => written(name, field))
  return `${kind}: ${title}\n  ${summary}\n  ${formula}\n  fields: ${list.join(', ')}\n`
}

import { families, scheduleKinds, definitionOf, type Field, type ScheduleKind } from '../index'

/** What may be written for a field. */
function allowed(field: Field): string {
  switch (field.type) {
    case 'number':
    case 'optional-number': {
      const { min, above, max, whole } = field
      const bounds = [
        min === undefined ? [] : [`at least ${min}`],
        above === undefined ? [] : [`above ${above}`],
        max === undefined ? [] : [`at most ${max}`],
      ].flat()
      return [whole ? 'whole number' : 'number', ...bounds].join(', ')
    }
    case 'duration':
    case 'optional-duration':
      return `duration, at least ${field.least}${field.exact ? ', a share is not rounded' : ''}`
    case 'flag':
      return '`true` or `false`'
    case 'choice':
    case 'optional-choice':
      return field.choices.map((choice) => `\`"${choice}"\``).join(', ')
    case 'moments':
      return `list of times from 0, rising${field.repeats ? ', may repeat' : ''}`
    case 'rates':
      return 'list of rates'
    case 'points':
      return 'list of `[time, rate]`, times rising'
    case 'momentum':
      return '`{"low", "high"}` or `null`'
    case 'text':
      return 'text'
    case 'schedule':
      return 'a spec'
    case 'parts':
      return 'list of `{"schedule", "for"}`; the last `for` may be left out'
    case 'factors':
      return 'list of specs and numbers'
  }
}

function fallback(field: Field): string {
  if (field.type.startsWith('optional-')) return 'none'
  const value = 'fallback' in field ? field.fallback : undefined
  if (value === undefined) return 'required'
  return value === 'total' ? 'the whole run' : `\`${JSON.stringify(value)}\``
}

/** One line of a table: a pipe inside a cell would end it. */
const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

function section(kind: ScheduleKind): string {
  const { title, summary, formula, source, fields, example } = definitionOf(kind)
  const rows = Object.entries<Field>(fields).map(([name, field]) => {
    const meaning = field.help === undefined ? field.label : `${field.label}. ${field.help}`
    return row([`\`${name}\``, meaning, allowed(field), fallback(field)])
  })
  return [
    `### ${title}: \`${kind}\``,
    `${summary}\n\nRate: \`${formula}\`\n\nFrom: ${source}`,
    [row(['field', 'meaning', 'value', 'default']), '| --- | --- | --- | --- |', ...rows].join(
      '\n',
    ),
    `\`\`\`json\n${JSON.stringify({ kind, ...example })}\n\`\`\``,
  ].join('\n\n')
}

/** `docs/schedules.md`: the JSON form, kind by kind, as the engine declares it. */
export function kindsDocument(): string {
  const kinds = Object.keys(scheduleKinds) as readonly ScheduleKind[]
  const groups = families.map((family) => {
    const own = kinds.filter((kind) => definitionOf(kind).family === family)
    return [`## ${family}`, ...own.map(section)].join('\n\n')
  })
  return `# Schedules in JSON

A schedule is written as a spec: an object with a \`kind\` and that kind's fields. Unknown kinds and fields are refused, and so
is a spec that would give any step of a run a rate that is negative or not finite.

- \`per\` says what one unit of time is: \`"step"\` (the default: the rate is set before every optimizer step) or \`"epoch"\` (before
  every epoch, and held). Specs inside another one inherit it unless they name their own.
- \`t\` is the number of the unit, from 0; \`T\` how many units the run has. A part of a sequence has a clock of its own, whose
  \`T\` is the length of the part.
- A duration is a number of units, or a share of \`T\` such as \`"10%"\`, rounded to the nearest unit. After its duration a schedule
  stays at its final value.
- \`version\` may be given; it is 1.
- Kinds that react to a metric hear of it after every epoch. Momentum is set beside the rate by the kinds that have it.

${groups.join('\n\n')}
`
}

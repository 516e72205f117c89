import { curveMetrics } from '../compare-view'
import { fieldGroups, type FieldType, type RunField } from '../field'
import { longestFilter } from '../filter'
import { curveMetricTexts } from '../metric-text'
import { runFields } from '../run-fields'

/** One line of a table: a pipe inside a cell would end it. */
const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

const types: Readonly<Record<FieldType, string>> = {
  number: 'number',
  text: 'text',
  flag: 'yes or no',
  time: 'time',
  list: 'words',
}

const ofGroup = (fields: readonly RunField[]) =>
  table(
    ['field', 'title', 'type', 'what it is'],
    fields.map(({ name, title, type, meaning }) => [`\`${name}\``, title, types[type], meaning]),
  )

/** Of recipes' paths any number could be listed; these are examples. */
const paths: readonly (readonly [path: string, what: string])[] = [
  ['schedule.initial', 'a field of the outermost schedule'],
  ['schedule.parts[0].schedule.over', 'a field of one inside it, as error messages spell it'],
  ['schedule.parts[0].for', 'how long a part lasts, in units of the schedule'],
  ['optimizer.beta1', 'a field of the optimizer'],
  ['model.layers[1].units', 'a field of a layer, from 0'],
  ['data.subset.count', 'how many images were drawn'],
  ['earlyStopping.patience', 'a field of early stopping'],
]

/** `docs/filters.md`: the language of filters, and every field that it knows. */
export const filtersDocument = () => `# Fields and filters

Tables, groups, axes and filters of compared runs all use the same fields. \`npm run docs\` writes this page from the code.

## Filters

| example | what passes |
| --- | --- |
| \`valAccuracy > 0.85 and optimizer == adam\` | both |
| \`schedule in (cosine, step) or not archived\` | one of the two, or both |
| \`0.1 <= schedule.initial\` | the value may come first |
| \`valAccuracy@10 > 85%\` | a share may be a percentage |
| \`valLoss > bestValLoss\` | two fields of one run against each other |
| \`tag == "for paper"\` | one of the run's tags is this |
| \`name contains warm\` | the text occurs somewhere |
| \`name matches "^(cos\\|lin).*seed [12]$"\` | a regular expression finds something |
| \`createdAt >= 2026-11-24\` | a month, day or minute in this machine's time zone |
| \`note is missing\`, \`valLoss is known\` | it has no value, or some |
| \`warm cosine\` | both words occur in name, study, trial, tags or note |
| \`"seed 2"\` | the words in quotes occur as they are |

- \`not\` binds tighter than \`and\`, and \`and\` tighter than \`or\`; terms side by side are joined by \`and\`. \`&&\`, \`||\` and \`!\` do as well.
- Text is compared whatever its case, with the value or with what a table shows for it: \`schedule == "inverse time"\` finds \`inverse-time\`.
- A comparison with a value that is missing is false; \`!=\` and \`not in\` are the opposites of \`==\` and \`in\`, and true then.
- Text with spaces, and words of the language, are put in \`"\` or \`'\`; \`\\"\` is a quote inside.
- A filter has at most ${longestFilter} characters. What cannot be read is told with its place and, for a field, the nearest name.
- Regular expressions have literals, \`.\`, \`[a-z]\`, \`\\d \\w \\s\` and their opposites, \`( )\`, \`|\`, \`* + ? {2,5}\`, \`^\` and \`$\`; no look-around and no
  back-references. They take time in proportion to the text, whatever the expression.

## Metrics

A metric's name alone is its final value, and \`metric@moment\` another one. \`best\` is the best of all epochs, \`bestEpoch\` the one at the epoch
of the lowest validation loss, a number that epoch, counted from 1. What is not finite is nothing.

${table(
  ['metric', 'title', 'better'],
  curveMetrics.map((metric) => {
    const { title, lowerIsBetter } = curveMetricTexts[metric]
    const better = metric === 'learningRate' ? '' : lowerIsBetter ? 'low' : 'high'
    return [`\`${metric}\``, title, better]
  }),
)}

Moments: \`@final\` (or \`@last\`), \`@best\`, \`@bestEpoch\`, \`@min\`, \`@max\`, \`@1\`, \`@2\`, ...

## Recipes

Every value of a recipe has its path for a name; what a recipe leaves out has its default. Durations that are given as a share of the run are
counted in units of the schedule.

${table(
  ['path', 'what it is'],
  paths.map(([path, what]) => [`\`${path}\``, what]),
)}

${fieldGroups
  .map((group) => ({ group, fields: runFields.filter((field) => field.group === group) }))
  .filter(({ fields }) => fields.length > 0)
  .map(({ group, fields }) => `## ${group}\n\n${ofGroup(fields)}`)
  .join('\n\n')}
`

import { bars } from './bars.mjs'
import { ourName } from './ours.mjs'

/** @param {number} value @param {string} unit */
const withUnit = (value, unit) => {
  const digits = unit === 'x' || unit === '' ? 2 : 1
  return `${value.toFixed(digits)}${unit && ` ${unit}`}`
}

/** @param {import('./bars.mjs').Row} row */
function cells({ id, value, spread, reached, note }) {
  const { figure, unit, bar } = bars[id]
  const wanted = bar && ('least' in bar ? `>= ${bar.least}` : `<= ${bar.most}`)
  return [
    figure,
    value === null ? '-' : withUnit(value, unit),
    spread === null || spread[0] === spread[1]
      ? '-'
      : spread.map((end) => withUnit(end, '')).join(' to '),
    bar ? `${wanted}${unit && ` ${unit}`}` : '-',
    reached === null ? '-' : reached ? 'yes' : 'NO',
    note,
  ]
}

const rowHeads = ['figure', 'measured', 'lowest to highest', 'bar', 'reached', 'note']

/**
 * Every row of the result as text: figure, value, spread, bar, verdict, note.
 * @param {import('./index.mjs').TrainingResult} result
 * @returns {string[][]} the heads first
 */
export const rowTable = ({ rows }) => [rowHeads, ...rows.map(cells)]

/** @param {import('./turns.mjs').Timing} timing @param {string} ours */
const timingCells = ({ name, seconds, spread, firstEpochSeconds }, ours) => [
  name === ours ? `${name} (what the app takes)` : name,
  seconds.toFixed(3),
  spread.map((end) => end.toFixed(3)).join(' to '),
  firstEpochSeconds.toFixed(1),
]

/**
 * The contenders of an epoch, the fastest first.
 * @param {import('./index.mjs').TrainingResult} result
 * @param {import('./turns.mjs').Timing[]} timings
 * @returns {string[][]} the heads first
 */
export const timingTable = ({ compiler }, timings) => [
  ['trainer', 's per epoch', 'lowest to highest', 'first epoch, s'],
  ...[...timings]
    .sort((one, other) => one.seconds - other.seconds)
    .map((timing) => timingCells(timing, ourName(compiler))),
]

/** @param {import('./index.mjs').TrainingResult} result @returns {string} one line */
export function machineLine({ machine, details }) {
  const { processor, cores, memoryGigabytes, system, node, date, commit, loadBefore } = machine
  const versions = Object.entries(details.versions ?? {}).map((entry) => entry.join(' '))
  return [
    `${processor}, ${cores} cores, ${memoryGigabytes} GB; ${system}; Node ${node}`,
    versions.join(', '),
    `${date}${commit && `, commit ${commit}`}; load ${loadBefore.toFixed(1)} before`,
  ]
    .filter(Boolean)
    .join('; ')
}

/** Columns of a terminal. @param {string[][]} table */
export function aligned(table) {
  const widths = table[0]?.map((_, column) =>
    Math.max(...table.map((row) => row[column]?.length ?? 0)),
  )
  return table
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** @param {import('./index.mjs').TrainingResult} result @returns {string} for a terminal */
export function resultText(result) {
  const { epoch, cnn } = result.details
  return [
    `Training: ${machineLine(result)}`,
    aligned(rowTable(result)),
    ...(epoch ? ['One epoch of the article:', aligned(timingTable(result, epoch))] : []),
    ...(cnn ? ['One epoch of the convolutional network:', aligned(timingTable(result, cnn))] : []),
  ].join('\n')
}

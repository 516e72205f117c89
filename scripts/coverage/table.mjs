/** @typedef {import('./areas.mjs').Area} Area */
/** @typedef {import('./branches.mjs').Way} Way */
/** @typedef {{ name: string, files: number, taken: number, ways: number, bar: number }} Row */

/** Exact, so that 99.99 % is not 100 %. @param {Row} row */
export const isMet = ({ taken, ways, bar }) => taken * 100 >= bar * ways

/**
 * Each area with what its files count; a file goes to the first area that holds it.
 * @param {readonly Area[]} areas
 * @param {ReadonlyMap<string, readonly Way[]>} files ways by path in the checkout
 * @returns {Row[]}
 */
export function rowsOf(areas, files) {
  const rows = areas.map(({ name, bar }) => ({ name, files: 0, taken: 0, ways: 0, bar }))
  for (const [path, ways] of files) {
    const row = rows[areas.findIndex(({ holds }) => holds.some((start) => path.startsWith(start)))]
    if (!row) throw new Error(`No area holds ${path}.`)
    row.files += 1
    row.ways += ways.length
    row.taken += ways.filter(({ taken }) => taken).length
  }
  return rows
}

/** Rounded down, so that no share looks better than it is. @param {Row} row */
const shareOf = ({ taken, ways }) =>
  ways === 0 ? '100.00' : (Math.floor((taken * 10_000) / ways) / 100).toFixed(2)

/** @param {readonly Row[]} rows */
export function tableText(rows) {
  const cells = [
    ['area', 'files', 'branches', '%', 'bar', ''],
    ...rows.map((row) => [
      row.name,
      String(row.files),
      `${row.taken}/${row.ways}`,
      shareOf(row),
      String(row.bar),
      isMet(row) ? '' : 'missed',
    ]),
  ]
  const widths = cells[0].map((_, at) => Math.max(...cells.map((line) => line[at].length)))
  const lines = cells.map((line) =>
    line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))),
  )
  return lines.map((line) => `${line.join('  ').trimEnd()}\n`).join('')
}

/**
 * One line for each way that no test took.
 * @param {ReadonlyMap<string, readonly Way[]>} files
 */
export function gapsText(files) {
  const lines = [...files].flatMap(([path, ways]) =>
    ways
      .filter(({ taken }) => !taken)
      .sort((a, b) => a.line - b.line || a.column - b.column)
      .map(({ line, column, type }) => `${path}:${line}:${column + 1} ${type}\n`),
  )
  return lines.join('')
}

/**
 * What one run of the tests counted, as istanbul writes it: by file, its branches and how often each
 * of their ways was taken.
 * @typedef {{ branchMap: Record<string, Branch>, b: Record<string, number[]> }} FileCount
 * @typedef {{ type: string, loc: Span, locations: Partial<Span>[] }} Branch
 * @typedef {{ start: Place, end: Place }} Span
 * @typedef {{ line?: number, column?: number | null }} Place
 */

/** @typedef {{ line: number, column: number, type: string, taken: boolean }} Way */

/** @param {Branch} branch @param {number} index */
function placeOf(branch, index) {
  const start = branch.locations[index]?.start
  // An `else` that is not written has no place of its own.
  const { line = 0, column } = start?.line === undefined ? branch.loc.start : start
  return { line, column: column ?? 0 }
}

/**
 * Every way through every branch of every file, taken when any of the runs took it.
 * @param {Record<string, FileCount>[]} runs
 * @returns {Map<string, Way[]>}
 */
export function waysByFile(runs) {
  /** @type {Map<string, Map<string, Way>>} */
  const files = new Map()
  for (const [file, { branchMap, b }] of runs.flatMap(Object.entries)) {
    const ways = files.get(file) ?? new Map()
    files.set(file, ways)
    for (const [key, branch] of Object.entries(branchMap)) {
      for (const [index, times] of (b[key] ?? []).entries()) {
        const id = JSON.stringify([branch.type, branch.loc, index])
        const taken = times > 0 || ways.get(id)?.taken === true
        ways.set(id, { ...placeOf(branch, index), type: branch.type, taken })
      }
    }
  }
  return new Map([...files].map(([file, ways]) => [file, [...ways.values()]]))
}

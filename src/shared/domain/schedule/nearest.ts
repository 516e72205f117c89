/** Both words' letters are counted from 0, so that each place is in its row. */
const at = (row: readonly number[], place: number) => row[place] as number

/** Number of single-letter edits between two words. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1))
    }
    row = next
  }
  return at(row, b.length)
}

/** The known name closest to what was written, for "did you mean"; there must be one at least. */
export function nearestName(written: string, known: readonly string[]): string {
  const shortened = written.slice(0, 64)
  const { name } = known
    .map((each) => ({ name: each, distance: editDistance(shortened, each) }))
    .reduce((nearest, other) => (other.distance < nearest.distance ? other : nearest))
  return name
}

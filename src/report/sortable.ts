type Order = 'ascending' | 'descending'

/** What a cell is sorted by: the number that it shows where it has one. */
const keyOf = (row: HTMLTableRowElement, column: number): string | number => {
  const cell = row.cells[column]
  const number = cell?.getAttribute('data-value')
  if (number === null || number === undefined) return cell?.textContent ?? ''
  return number === '' ? NaN : Number(number)
}

/** Numbers by size, texts by the alphabet; what is missing comes last either way. */
function compare(a: string | number, b: string | number, order: Order): number {
  const sign = order === 'ascending' ? 1 : -1
  if (typeof a === 'string' || typeof b === 'string') {
    return sign * String(a).localeCompare(String(b), 'en', { numeric: true })
  }
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return sign * (a - b)
}

function sort(table: HTMLTableElement, heading: HTMLTableCellElement): void {
  const order: Order =
    heading.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending'
  for (const other of table.querySelectorAll('th[aria-sort]')) other.removeAttribute('aria-sort')
  heading.setAttribute('aria-sort', order)
  const body = table.tBodies[0]
  if (!body) return
  const column = heading.cellIndex
  const rows = Array.from(body.rows)
  rows.sort((a, b) => compare(keyOf(a, column), keyOf(b, column), order))
  body.append(...rows)
}

/** Headings of sortable tables become buttons. */
export function makeSortable(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>('table.sortable')) {
    for (const heading of table.querySelectorAll<HTMLTableCellElement>('thead th')) {
      const button = document.createElement('button')
      button.type = 'button'
      button.append(...heading.childNodes)
      button.addEventListener('click', () => sort(table, heading))
      heading.append(button)
    }
  }
}

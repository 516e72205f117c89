import { indent, widest } from './python'

const opening = '([{'
const closing = ')]}'

/** Cuts an expression wherever `ends` finds the end of a cut outside of any bracket or text. */
function cut(expression: string, cutAt: (rest: string) => number): readonly string[] {
  const pieces: string[] = []
  let [depth, start, quoted] = [0, 0, false]
  for (let index = 0; index < expression.length; index++) {
    const character = expression.charAt(index)
    if (character === '"') quoted = !quoted
    if (quoted) continue
    if (opening.includes(character)) depth++
    if (closing.includes(character)) depth--
    const length = depth === 0 ? cutAt(expression.slice(index)) : 0
    if (length === 0) continue
    pieces.push(expression.slice(start, index))
    start = index + length
  }
  return [...pieces, expression.slice(start)]
}

/** Operands with the operator before each but the first; the loosest operators first. */
function operands(expression: string): readonly string[] {
  for (const signs of [/^ (?=[+-] )/, /^ (?=[*/] )/]) {
    const pieces = cut(expression, (rest) => (signs.test(rest) ? 1 : 0))
    if (pieces.length > 1) return pieces
  }
  return [expression]
}

/** What is between brackets that enclose the whole expression but for a name before them. */
function enclosed(expression: string) {
  const [, open, inside, close] = /^([\w.]*[([])(.*)([)\]])$/s.exec(expression) ?? []
  if (open === undefined || inside === undefined || close === undefined) return null
  let depth = 0
  for (const character of inside) {
    if (opening.includes(character)) depth++
    if (closing.includes(character)) depth--
    if (depth < 0) return null
  }
  return { open, inside, close }
}

function lay(expression: string, room: number): readonly string[] {
  if (expression.length <= room) return [expression]
  const pieces = operands(expression)
  if (pieces.length > 1) {
    return pieces.flatMap((piece) => {
      const [sign = ''] = /^[+\-*/] /.exec(piece) ?? []
      const [first = '', ...rest] = lay(piece.slice(sign.length), room - sign.length)
      return [sign + first, ...rest]
    })
  }
  const found = enclosed(expression)
  if (!found) return [expression]
  const args = cut(found.inside, (rest) => (rest.startsWith(', ') ? 2 : 0))
  const comma = args.length > 1 || found.open.length > 1 ? ',' : ''
  const lines = args.flatMap((arg) => {
    const laid = lay(arg, room - 5)
    return [...laid.slice(0, -1), (laid.at(-1) ?? '') + comma]
  })
  return [found.open, ...indent(lines), found.close]
}

/** One statement inside a function, on as many lines as it needs to be no wider than they may be. */
export function layOut(statement: string): readonly string[] {
  const room = widest - 8
  const [, start = '', expression = ''] = /^(return |\w+ = )(.*)$/s.exec(statement) ?? []
  if (start === '' || statement.length <= room || statement.includes('\n')) return [statement]
  const isCall = operands(expression).length === 1 && enclosed(expression) !== null
  const lines = lay(expression, room - (isCall ? start.length : 4))
  if (lines.length === 1) return [statement]
  return isCall
    ? [start + (lines[0] ?? ''), ...lines.slice(1)]
    : [`${start}(`, ...indent(lines), ')']
}

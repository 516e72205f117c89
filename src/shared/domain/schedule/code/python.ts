/** Longest line of Python, as its formatters have it. */
export const widest = 88

/** A number as Python reads it back exactly; whole ones stay whole unless a float is asked for. */
export function number(value: number, as: 'plain' | 'float' = 'plain'): string {
  if (Number.isNaN(value)) return 'math.nan'
  if (!Number.isFinite(value)) return value > 0 ? 'math.inf' : '-math.inf'
  const text = String(value)
  return as === 'float' && /^-?\d+$/.test(text) ? `${text}.0` : text
}

/** A word in Python's form for constants: periodFactor becomes PERIOD_FACTOR. */
export const upperName = (word: string) =>
  word
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase()

/** A text in double quotes: what JSON escapes, Python does, too. */
export const text = (value: string) => JSON.stringify(value)

/** Lines moved to the right. */
export const indent = (lines: readonly string[], by = 4) =>
  lines.map((line) => (line === '' ? line : ' '.repeat(by) + line))

/** Words filled into lines; for comments and docstrings. */
export function fill(words: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) {
      lines[lines.length - 1] = `${last} ${word}`
    } else {
      lines.push(word)
    }
  }
  return lines
}

/** Several items between brackets: on one line where they fit, else filled into several. */
export function bracketed(
  open: string,
  items: readonly string[],
  close: string,
  room = widest,
): string {
  const line = `${open}${items.join(', ')}${close}`
  if (line.length <= room && !line.includes('\n')) return line
  const isData = items.every((item) => item.length < 32 && !item.includes('='))
  const lines = isData
    ? fill(items.map((item) => `${item.replaceAll(' ', '\u00a0')},`).join(' '), room - 4)
    : items.flatMap((item) => `${item},`.split('\n'))
  return [open, ...indent(lines.map((each) => each.replaceAll('\u00a0', ' '))), close].join('\n')
}

/** A list; the room is what a line has left for it. */
export const list = (items: readonly string[], room = widest) => bracketed('[', items, ']', room)

/** A call, its arguments one a line where they do not fit. */
export const call = (name: string, args: readonly string[], room = widest) =>
  bracketed(`${name}(`, args, ')', room)

/** A docstring, as long as it must be. */
export function docstring(words: string): readonly string[] {
  const oneLine = `"""${words}"""`
  return oneLine.length <= widest - 4 ? [oneLine] : ['"""', ...fill(words, widest - 4), '"""']
}

/** A function with its docstring. */
export const define = (
  head: string,
  doc: string | null,
  body: readonly string[],
): readonly string[] => [
  `def ${head}:`,
  ...indent(doc === null ? [] : docstring(doc)),
  ...indent(body.flatMap((line) => line.split('\n'))),
]

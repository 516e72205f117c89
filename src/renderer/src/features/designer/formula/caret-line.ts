/** A stretch of a text around one of its characters, and a line with a caret under that one. */
export interface CaretLine {
  readonly excerpt: string
  readonly marker: string
}

const more = '…'

/**
 * The place of a fault in a fixed-width font, at most `width` characters of the text. The end of
 * the text is a place too; a character beyond it counts as the end.
 */
export function caretLine(text: string, character: number, width = 40): CaretLine {
  const line = text.replace(/\s/g, ' ')
  const at = Math.min(line.length, Math.max(0, character))
  const latest = Math.max(0, line.length + 1 - width)
  const start = Math.min(latest, Math.max(0, at - Math.floor(width / 2)))
  const end = Math.min(line.length, start + width)
  const before = start > 0 ? more : ''
  return {
    excerpt: before + line.slice(start, end) + (end < line.length ? more : ''),
    marker: `${' '.repeat(before.length + at - start)}^`,
  }
}

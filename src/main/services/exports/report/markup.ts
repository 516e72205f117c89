/** HTML that is safe to stand in a page. */
export interface Markup {
  readonly html: string
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** What HTML cannot hold: control characters and halves of characters. */
const unprintable = /[^\t\n\u0020-\u007E\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
/** Marks that turn the direction of all text after them. */
const turning = /[\u202A-\u202E\u2066-\u2069]/g

/** Any text as HTML shows it. */
export const escaped = (text: string): string =>
  text
    .replace(unprintable, '')
    .replace(turning, '')
    .replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

type Part = Markup | string | number | readonly Part[]

function shown(part: Part): string {
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return escaped(String(part))
  return 'html' in part ? part.html : part.map(shown).join('')
}

/** A piece of HTML: what is put into it is text, unless it is markup already. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const html = strings.map((text, at) => text + shown(parts[at] ?? '')).join('')
  return { html }
}

export const nothing: Markup = { html: '' }

/** Data as it may stand inside a script element: no end of a script can be read in it. */
export const scriptData = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/>/g, '\\u003e')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')

import type { Field } from '../../../../../shared/domain/schedule'
import { texts } from '../../../texts'

type Read =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string }

/** How a field's value is written by a person, and read back. Nothing written means left out. */
export interface Language {
  readonly write: (value: unknown) => string
  readonly read: (text: string) => Read
}

const { rules } = texts.designer

const number = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i
const share = /^(\d+(?:\.\d+)?)\s*%$/

/** One value, or NaN: the schedule's own rules say what a number may be. */
const numberIn = (text: string) => (number.test(text) ? Number(text) : NaN)

function durationIn(text: string): number | string | null {
  const percent = share.exec(text)
  if (percent) return `${Number(percent[1])}%`
  const value = numberIn(text)
  return Number.isNaN(value) ? null : value
}

const one = (parse: (text: string) => unknown, rule: (text: string) => string): Language => ({
  write: (value) => (typeof value === 'number' || typeof value === 'string' ? String(value) : ''),
  read: (text) => {
    const trimmed = text.trim()
    if (trimmed === '') return { ok: true, value: undefined }
    const value = parse(trimmed)
    return value === null ? { ok: false, problem: rule(trimmed) } : { ok: true, value }
  },
})

const list = (parse: (text: string) => unknown, rule: (text: string) => string): Language => ({
  write: (value) => (Array.isArray(value) ? value.join(', ') : ''),
  read: (text) => {
    const entries = text.split(/[,;\s]+/).filter((entry) => entry !== '')
    const values = entries.map(parse)
    const bad = values.indexOf(null)
    return bad < 0 ? { ok: true, value: values } : { ok: false, problem: rule(entries[bad] ?? '') }
  },
})

const numberOrNull = (text: string) => {
  const value = numberIn(text)
  return Number.isNaN(value) ? null : value
}

/** A line for each point: its time and its rate. */
const points: Language = {
  write: (value) =>
    Array.isArray(value) ? value.map((point) => (point as unknown[]).join('  ')).join('\n') : '',
  read: (text) => {
    const found: unknown[] = []
    for (const [index, line] of text.split('\n').entries()) {
      if (line.trim() === '') continue
      const [t = '', rate = '', ...more] = line.trim().split(/[,;\s]+/)
      const point = [durationIn(t), numberOrNull(rate)]
      if (more.length > 0 || point.includes(null)) {
        return { ok: false, problem: rules.point(index + 1, line.trim()) }
      }
      found.push(point)
    }
    return { ok: true, value: found }
  },
}

/** The language of a field that is edited as text; null for the others. */
export function languageOf(field: Field): Language | null {
  switch (field.type) {
    case 'number':
    case 'optional-number':
      return one(numberOrNull, rules.number)
    case 'duration':
    case 'optional-duration':
      return one(durationIn, rules.duration)
    case 'moments':
      return list(durationIn, rules.duration)
    case 'rates':
      return list(numberOrNull, rules.number)
    case 'points':
      return points
    case 'flag':
    case 'choice':
    case 'optional-choice':
    case 'momentum':
    case 'text':
    case 'schedule':
    case 'parts':
    case 'factors':
      return null
  }
}

import { monotoneSlopes } from '../../monotone-cubic'
import { number } from '../python'
import type { Body, Pen } from '../body'
import type { ValuesOf } from '../tree'

/** Between the points i and i + 1; before the first and after the last, u stays at 0 or 1. */
export function points({ points, interpolation }: ValuesOf<'points'>, pen: Pen<'points'>): Body {
  const { dialect, t } = pen
  const { min, max, fn, pi } = dialect
  const times = pen.numbers(
    'TIMES',
    points.map(([time]) => time),
  )
  const rates = pen.numbers(
    'RATES',
    points.map(([, rate]) => rate),
    'float',
  )
  if (points.length === 1) return { result: `${rates}[0]` }
  const count = dialect.countUpTo(times, t)
  if (interpolation === 'hold') return { result: `${rates}[${max('0', `${count} - 1`)}]` }
  const last = number(points.length - 2)
  const between = [
    ['count', count],
    ['i', min(last, max('0', 'count - 1'))],
    ['width', `${times}[i + 1] - ${times}[i]`],
    ['u', min('1', max('0', `(${t} - ${times}[i]) / width`))],
    ['a', `${rates}[i]`],
    ['b', `${rates}[i + 1]`],
  ] as const
  switch (interpolation) {
    case 'linear':
      return { lets: between, result: 'a + (b - a) * u' }
    case 'log':
      return { lets: between, result: 'a * (b / a) ** u' }
    case 'cosine':
      return { lets: between, result: `b + (a - b) * (1 + ${fn('cos', `${pi} * u`)}) / 2` }
    case 'smooth': {
      const slopes = pen.numbers('SLOPES', monotoneSlopes(points))
      return {
        lets: [
          ...between,
          ['m', `${slopes}[i]`],
          ['n', `${slopes}[i + 1]`],
          ['leaving', '(a * (1 + 2 * u) + width * m * u) * (1 - u) ** 2'],
          ['arriving', '(b * (3 - 2 * u) - width * n * (1 - u)) * u**2'],
        ],
        result: 'leaving + arriving',
      }
    }
  }
}

import type { Field } from '../../../../../shared/domain/schedule'

/** A slider between 0 and 1 and the value that a place on it stands for. */
export interface Slider {
  readonly at: number
  readonly valueAt: (place: number) => unknown
}

/** Rates are looked for over six decades. */
const lowestRate = 1e-5
const highestRate = 10

const clamp = (share: number) => Math.min(1, Math.max(0, share))
const tidy = (value: number) => Number(value.toPrecision(3))

function rateSlider(rate: number): Slider {
  const decades = Math.log10(highestRate / lowestRate)
  return {
    at: rate > 0 ? clamp(Math.log10(rate / lowestRate) / decades) : 0,
    valueAt: (place) => (place <= 0 ? 0 : tidy(lowestRate * 10 ** (decades * place))),
  }
}

function durationSlider(value: unknown, totalUnits: number, least: number): Slider {
  if (typeof value === 'string' && value.endsWith('%')) {
    return {
      at: clamp(Number.parseFloat(value) / 100),
      valueAt: (place) => `${Math.round(place * 100)}%`,
    }
  }
  const units = typeof value === 'number' ? value : totalUnits
  return {
    at: clamp(units / totalUnits),
    valueAt: (place) => Math.max(least, Math.round(place * totalUnits)),
  }
}

/** The slider of a field with the value that it has; null where none would help. */
export function sliderOf(field: Field, value: unknown, totalUnits: number): Slider | null {
  switch (field.type) {
    case 'number': {
      if (field.quantity === 'rate') return rateSlider(typeof value === 'number' ? value : 0)
      const { min = field.above, max } = field
      if (min === undefined || max === undefined || max - min > 1) return null
      return {
        at: clamp(((typeof value === 'number' ? value : min) - min) / (max - min)),
        valueAt: (place) =>
          tidy(Math.max(field.above === undefined ? min : 0.001, min + place * (max - min))),
      }
    }
    case 'duration':
      return durationSlider(value, totalUnits, field.least)
    case 'optional-number':
    case 'optional-duration':
    case 'flag':
    case 'choice':
    case 'optional-choice':
    case 'moments':
    case 'rates':
    case 'points':
    case 'momentum':
    case 'text':
    case 'schedule':
    case 'parts':
    case 'factors':
      return null
  }
}

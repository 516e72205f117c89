import fc from 'fast-check'

/** Learning rates. */
export const rate = fc.double({ min: 0, max: 10, noNaN: true })
/** Numbers above 0. */
export const positive = fc.double({ min: 1e-6, max: 10, noNaN: true })
/** From 0 to 1, both possible. */
export const share = fc.double({ min: 0, max: 1, noNaN: true })
/** Between 0 and 1, neither of them. */
export const factor = fc.double({ min: 0.01, max: 0.99, noNaN: true })
/** Whole units of time. */
export const units = fc.integer({ min: 1, max: 500 })
/** Shares of a run, as text. */
export const percent = fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`)
/** Durations in either form. */
export const duration = fc.oneof(units, percent)
/** What a unit of time is. */
export const per = fc.constantFrom('epoch', 'step')
/** Seeds of noise. */
export const seed = fc.integer({ min: 0, max: 0xffff_ffff })
/** Small numbers of epochs. */
export const epochs = fc.integer({ min: 0, max: 5 })

type Fields = Record<string, fc.Arbitrary<unknown>>

/** A spec of the kind; fields behind `optional` are there or not. */
export const kind = (name: string, required: Fields, optional: Fields = {}) =>
  fc.record<Record<string, unknown>>(
    { kind: fc.constant(name), per, ...required, ...optional },
    { requiredKeys: ['kind', ...Object.keys(required)] },
  )

/** Moments in rising order, at least `least` of them. */
export const moments = (least: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: least, maxLength: 6 })
    .map((all) => [...all].sort((a, b) => a - b))
/** Two bounds, in order. */
export const range = fc
  .tuple(share, share)
  .map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }))
/** Ways from point to point. */
export const interpolation = fc.constantFrom('linear', 'hold', 'smooth', 'log', 'cosine')
/** Points with rising times. */
export const curve = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 8 })
  .chain((times) =>
    fc
      .array(positive, { minLength: times.length, maxLength: times.length })
      .map((rates) => [...times].sort((a, b) => a - b).map((t, index) => [t, rates[index]])),
  )
/** Formulas whose rates are valid in any run. */
export const expression = fc.constantFrom(
  '0.1 * exp(-progress)',
  'initial * 0.5 ^ floor(epoch / 3)',
  'previous / (1 + 0.1 * t)',
  'epoch < 2 ? 0.1 : max(0.01, 0.1 - step / steps)',
)

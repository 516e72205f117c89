import fc from 'fast-check'
import type { RunLength, ScheduleKind, ScheduleSpec } from '../index'
import { duration, factor, kind, positive, rate, seed, share } from './fields'
import { leafSpecs } from './leaf-specs'

/** Specs that hold others, which `child` makes. */
const composedOf = (child: fc.Arbitrary<unknown>) =>
  ({
    warmup: kind(
      'warmup',
      { schedule: child, over: duration, from: positive },
      {
        shape: fc.constantFrom('linear', 'cosine', 'exponential', 'constant'),
        mode: fc.constantFrom('prepend', 'overlay', 'replace'),
      },
    ),
    sequence: kind('sequence', {
      parts: fc
        .array(fc.record({ schedule: child, for: duration }), { minLength: 1, maxLength: 4 })
        .chain((parts) =>
          fc
            .boolean()
            .map((open) =>
              parts.map((part, index) =>
                open && index === parts.length - 1 ? { schedule: part.schedule } : part,
              ),
            ),
        ),
    }),
    product: kind('product', {
      factors: fc.array(fc.oneof(child, rate), { minLength: 1, maxLength: 3 }),
    }),
    clamp: kind('clamp', { schedule: child }, { low: share, high: fc.constant(2) }),
    noise: kind(
      'noise',
      { schedule: child },
      {
        distribution: fc.constantFrom('normal', 'uniform'),
        limit: factor,
        seed,
        from: fc.constant('10%'),
        until: fc.constant('80%'),
      },
    ),
  }) satisfies Record<string, fc.Arbitrary<unknown>>

const leaf = fc.oneof(...Object.values(leafSpecs))
const composed = (child: fc.Arbitrary<unknown>) => fc.oneof(...Object.values(composedOf(child)))

const specsByKind = { ...leafSpecs, ...composedOf(leaf) } satisfies Record<
  ScheduleKind,
  fc.Arbitrary<unknown>
>

/** Specs of every kind whose rates are finite and at least 0 in any run; nested ones are leaves. */
export const specs = fc.oneof(...Object.values(specsByKind)) as fc.Arbitrary<ScheduleSpec>

/** Compositions of compositions, two or three deep: units are mixed at every depth. */
export const nestedSpecs = composed(
  fc.oneof(composed(leaf), composed(fc.oneof(leaf, composed(leaf)))),
) as fc.Arbitrary<ScheduleSpec>

/** Lengths of short runs. */
export const lengths: fc.Arbitrary<RunLength> = fc.record({
  totalEpochs: fc.integer({ min: 1, max: 40 }),
  stepsPerEpoch: fc.integer({ min: 1, max: 20 }),
})

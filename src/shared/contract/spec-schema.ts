import { z } from 'zod'
import { faultOf, mayBeLeftOut, shownValue, type Fields } from '../domain/recipe-field'

/** A schema for each field; what it allows and what it tells are the domain's. */
export const shapeOf = <Own extends Fields>(fields: Own): Record<keyof Own & string, z.ZodType> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]): [string, z.ZodType] => {
      const value = z.custom<unknown>().superRefine((given, context) => {
        const message = faultOf(field, given)
        if (message !== null) context.addIssue({ code: 'custom', message })
      })
      return [name, mayBeLeftOut(field) ? value.optional() : value]
    }),
    // Every name is one of the fields'.
  ) as Record<keyof Own & string, z.ZodType>

/** An object with no other fields: a misspelt one would do nothing, and nobody would know. */
export const specOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') {
        return `must be an object; was ${shownValue(issue.input)}`
      }
      return `has no field ${issue.keys.join(', ')}; there are ${Object.keys(shape).join(', ')}`
    },
  })

type Spec = z.ZodObject<{ kind: z.ZodLiteral<string> }, z.core.$strict>

/** One spec of several kinds, each with its fields. */
export function oneOfKinds(kinds: Readonly<Record<string, Fields>>) {
  const specs = Object.entries(kinds).map(([kind, fields]) =>
    specOf({ kind: z.literal(kind), ...shapeOf(fields) }),
  )
  // There are kinds, or there would be no table of them.
  return z.discriminatedUnion('kind', specs as [Spec, ...Spec[]], {
    error: ({ input }: { readonly input?: unknown }) => kindFault(Object.keys(kinds), input),
  })
}

function kindFault(kinds: readonly string[], input: unknown): string {
  const known = kinds.join(', ')
  if (typeof input !== 'object' || input === null || !('kind' in input)) {
    return `must be an object with a kind, one of ${known}; was ${shownValue(input)}`
  }
  return `must be one of ${known}; was ${shownValue(input.kind)}`
}

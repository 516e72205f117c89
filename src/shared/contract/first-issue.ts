import type { z } from 'zod'

/** What a schema found wrong first: the path of the field, empty for the whole, and the rule. */
export function firstIssue({ issues }: z.ZodError): {
  readonly path: string
  readonly message: string
} {
  // Nothing is refused without a reason.
  const { path, message } = issues[0] as z.core.$ZodIssue
  return { path: path.join('.'), message }
}

import { z } from 'zod'

/**
 * One of two objects: the first where the field is given, else the second. Faults are told as those
 * of the one that is meant, which a plain union cannot do.
 */
export function eitherWith<First extends z.ZodType, Second extends z.ZodType>(
  field: string,
  first: First,
  second: Second,
) {
  const either = z.unknown().transform((value, context): unknown => {
    const isFirst = typeof value === 'object' && value !== null && field in value
    const read = (isFirst ? first : second).safeParse(value)
    if (read.success) return read.data
    for (const { path, message } of read.error.issues) {
      context.addIssue({ code: 'custom', path, message })
    }
    return z.NEVER
  })
  // It lets pass what one of the two does, and gives what that one gives.
  return either as unknown as z.ZodType<
    z.output<First> | z.output<Second>,
    z.input<First> | z.input<Second>
  >
}

import type { z } from 'zod'
import type { LabServices, Reply } from './api'
import { calls } from './calls'
import { LabError, toWireError } from './errors'

/** A call as it arrives from outside: nothing about it is trusted. */
export interface UntrustedCall {
  readonly service: unknown
  readonly verb: unknown
  readonly input: unknown
}

interface Declaration {
  readonly input: z.ZodType
  readonly output: z.ZodType
}

const ownEntry = (table: object, key: unknown): unknown =>
  typeof key === 'string' && Object.hasOwn(table, key)
    ? (table as Record<string, unknown>)[key]
    : undefined

/** A name as a message shows it. What is no text may not even have one. */
const shownName = (name: unknown) => (typeof name === 'string' ? name.slice(0, 40) : typeof name)

function declarationOf({ service, verb }: UntrustedCall): Declaration {
  const declared = ownEntry(ownEntry(calls, service) ?? {}, verb)
  if (declared === undefined) {
    const named = `${shownName(service)}.${shownName(verb)}`
    throw new LabError('bad-input', `There is no call "${named}".`)
  }
  return declared as Declaration
}

/** More would not be read; a list may have ten thousand wrong entries. */
const mostRules = 20

function readInput(declared: Declaration, { service, verb, input }: UntrustedCall): unknown {
  const parsed = declared.input.safeParse(input)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  const rules = issues
    .slice(0, mostRules)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
  if (issues.length > mostRules) rules.push(`and ${issues.length - mostRules} more`)
  throw new LabError('bad-input', `${String(service)}.${String(verb)}: ${rules.join('; ')}`)
}

/** Checks a call against its declaration and runs it; never rejects. */
export async function dispatch(services: LabServices, untrusted: UntrustedCall): Promise<Reply> {
  try {
    const input = readInput(declarationOf(untrusted), untrusted)
    // `declarationOf` has proved that service and verb are names of the table.
    const service = ownEntry(services, untrusted.service) as Record<
      string,
      (input: unknown) => Promise<unknown>
    >
    const run = service[untrusted.verb as string]
    if (!run) throw new LabError('internal', `No service answers ${String(untrusted.verb)}.`)
    return { ok: true, result: await run(input) }
  } catch (error) {
    return { ok: false, error: toWireError(error) }
  }
}

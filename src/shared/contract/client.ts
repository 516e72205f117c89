import type { EventName, LabApi, Reply } from './api'
import { calls } from './calls'
import { fromWireError } from './errors'

/** What a carrier must offer: one call, and listening to one event. */
export interface Carrier {
  call(service: string, verb: string, input: unknown): Promise<Reply>
  on(name: EventName, listener: (payload: unknown) => void): () => void
}

/** The typed client over any carrier, built from the table of calls. */
export function createClient(carrier: Carrier): LabApi {
  const services = Object.entries(calls).map(([service, verbs]) => [
    service,
    Object.fromEntries(
      Object.keys(verbs).map((verb) => [
        verb,
        async (input: unknown) => {
          const reply = await carrier.call(service, verb, input)
          if (reply.ok) return reply.result
          throw fromWireError(reply.error)
        },
      ]),
    ),
  ])
  // Built from the same table as the type; the carriers' conformance suite checks the values.
  return { ...Object.fromEntries(services), on: carrier.on.bind(carrier) } as LabApi
}

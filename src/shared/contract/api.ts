import type { z } from 'zod'
import type { calls, events } from './calls'
import type { WireError } from './errors'

type Calls = typeof calls
type Events = typeof events

export type ServiceName = keyof Calls
export type EventName = keyof Events
export type EventPayload<Name extends EventName> = z.output<Events[Name]>

type InputOf<Call> = Call extends { input: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : never
type ParsedInputOf<Call> = Call extends { input: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : never
type OutputOf<Call> = Call extends { output: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : never

/** What came back from a call, on either carrier. */
export type Reply<Result = unknown> =
  { readonly ok: true; readonly result: Result } | { readonly ok: false; readonly error: WireError }

type Subscribe = <Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
) => () => void

/** The lab as the renderer and the command line see it: calls reject with a LabError. */
export type LabApi = {
  readonly [Service in ServiceName]: {
    readonly [Verb in keyof Calls[Service]]: (
      input: InputOf<Calls[Service][Verb]>,
    ) => Promise<OutputOf<Calls[Service][Verb]>>
  }
} & {
  /** Returns the function that unsubscribes. */
  readonly on: Subscribe
}

/** The services behind the contract: inputs arrive checked and with their defaults filled in. */
export type LabServices = {
  readonly [Service in ServiceName]: {
    readonly [Verb in keyof Calls[Service]]: (
      input: ParsedInputOf<Calls[Service][Verb]>,
    ) => Promise<OutputOf<Calls[Service][Verb]>>
  }
}

/** What the preload script puts on `window.lab`: plain functions, errors as data. */
export type LabBridge = {
  readonly [Service in ServiceName]: {
    readonly [Verb in keyof Calls[Service]]: (input: unknown) => Promise<Reply>
  }
} & {
  readonly on: (name: EventName, listener: (payload: unknown) => void) => () => void
}

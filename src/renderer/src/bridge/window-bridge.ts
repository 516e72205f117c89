import type { EventName, LabBridge, Reply } from '../../../shared/contract/api'
import { createClient } from '../../../shared/contract/client'
import type { Connection } from './connection'

type Services = Readonly<
  Record<string, Readonly<Record<string, (input: unknown) => Promise<Reply>>>>
>

/** The lab behind the preload script's bridge: always there while the window is. */
export function connectWindow(bridge: LabBridge): Connection {
  const on = (name: EventName, listener: (payload: unknown) => void) => bridge.on(name, listener)
  // Both are made from the table of calls, and the client only asks for what is in it.
  const services = bridge as unknown as Services
  const call = async (service: string, verb: string, input: unknown): Promise<Reply> => {
    const answer = services[service]?.[verb]
    if (answer) return answer(input)
    const message = `The lab does not know ${service}.${verb}.`
    return { ok: false, error: { code: 'internal', message, causes: [] } }
  }
  return {
    lab: createClient({ call, on }),
    state: () => 'connected',
    onState: () => () => undefined,
    close: () => undefined,
  }
}

import type { InjectionKey } from 'vue'
import type { LabApi } from '../../../shared/contract/api'

/** `lost` tries again by itself; `unauthorized` does not. */
export type ConnectionState = 'connecting' | 'connected' | 'lost' | 'unauthorized'

/** The lab and whether it can be reached just now. */
export interface Connection {
  readonly lab: LabApi
  state(): ConnectionState
  /** Returns the function that stops listening. */
  onState(listener: (state: ConnectionState) => void): () => void
  close(): void
}

export const connectionKey: InjectionKey<Connection> = Symbol('connection')

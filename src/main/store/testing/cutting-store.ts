import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenStore } from '../json-file'

export interface CuttingStore {
  readonly openStore: OpenStore
  /** Bytes that still fit on the disk; more are lost in silence, as conf loses them. */
  room: number
}

/** Writes as the given store does, and then loses what does not fit, without a word. */
export function cuttingStore(inner: OpenStore): CuttingStore {
  const store: CuttingStore = {
    room: Infinity,
    openStore: (dataDir, name, properties) => {
      const file = inner(dataDir, name, properties)
      return {
        write: (value) => {
          file.write(value)
          if (store.room !== Infinity) truncateSync(join(dataDir, `${name}.json`), store.room)
        },
      }
    },
  }
  return store
}

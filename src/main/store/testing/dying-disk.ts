import { nodeDisk, type Disk } from '../disk'
import { nodeSyncDisk, type SyncDisk } from '../sync-disk'

export interface DyingDisk {
  readonly disk: Disk
  readonly syncDisk: SyncDisk
  /** Calls made so far. */
  calls(): number
  /** After so many more calls every call fails, as for a process that was killed. */
  dieAfter(calls: number): void
}

/** The blocking and the other file calls, counted together, which end at a moment that a test says. */
export function dyingDisk(): DyingDisk {
  let calls = 0
  let last = Infinity
  const counted = <Target extends object>(target: Target, isPromised: boolean): Target =>
    new Proxy(target, {
      get(object, key) {
        const value: unknown = Reflect.get(object, key)
        if (typeof value !== 'function') return value
        return (...parameters: unknown[]) => {
          const death = new Error('killed')
          if (++calls > last) {
            if (isPromised) return Promise.reject(death)
            throw death
          }
          return Reflect.apply(value, object, parameters) as unknown
        }
      },
    })
  return {
    disk: counted(nodeDisk, true),
    syncDisk: counted(nodeSyncDisk, false),
    calls: () => calls,
    dieAfter: (more) => {
      last = calls + more
    },
  }
}

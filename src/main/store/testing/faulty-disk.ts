import { nodeDisk, type Disk } from '../disk'

export interface Faults {
  readonly disk: Disk
  /** Calls made so far. */
  calls(): number
  /** The call of this number, counted from now and from 1, fails; a short write fails half done. */
  failAt(call: number, code: string): void
}

const fault = (code: string) => Object.assign(new Error(`${code}: injected`), { code })

/** A disk whose n-th call, handles' calls included, fails as told. */
export function faultyDisk(): Faults {
  let calls = 0
  let failing: { readonly at: number; readonly code: string } | null = null

  const counted = async (name: string, act: (part: 'all' | 'half') => Promise<unknown>) => {
    calls++
    if (failing?.at !== calls) return act('all')
    // A full disk takes a part of the bytes before it says so.
    if (name === 'write') await act('half')
    throw fault(failing.code)
  }

  const watched = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(object, key) {
        const value: unknown = Reflect.get(object, key)
        // Closing counts as freeing: it must work, or the tests would leak handles.
        if (typeof value !== 'function' || typeof key !== 'string' || key === 'close') {
          return typeof value === 'function' ? (value.bind(object) as unknown) : value
        }
        return async (...parameters: unknown[]) => {
          const result = await counted(key, (part) => {
            const [bytes, offset, length, ...rest] = parameters
            const cut =
              part === 'half'
                ? [bytes, offset, Math.floor(Number(length) / 2), ...rest]
                : parameters
            return Promise.resolve(Reflect.apply(value, object, cut) as unknown)
          })
          return key === 'open' ? watched(result as object) : result
        }
      },
    })

  return {
    disk: watched(nodeDisk),
    calls: () => calls,
    failAt: (call, code) => {
      failing = { at: calls + call, code }
    },
  }
}

import { shallowRef } from 'vue'
import { toWireError, type WireError } from '../../../shared/contract/errors'

export type LoadStatus = 'loading' | 'ready' | 'failed'

/** Where a store's first load stands; later loads keep what is shown. */
export function useLoading(load: () => Promise<void>) {
  const status = shallowRef<LoadStatus>('loading')
  const problem = shallowRef<WireError | null>(null)
  let newest = 0

  async function run(): Promise<void> {
    const mine = ++newest
    if (status.value === 'failed') status.value = 'loading'
    try {
      await load()
      if (mine !== newest) return
      status.value = 'ready'
      problem.value = null
    } catch (error) {
      if (mine !== newest) return
      problem.value = toWireError(error)
      if (status.value === 'loading') status.value = 'failed'
    }
  }

  return { status, problem, run }
}

import { withLock } from './lock.mjs'
import { firstThatWorks } from './ways.mjs'

/**
 * Looks whether a part is ready; if not, looks again and fetches it while no other set-up does.
 * @template T
 * @param {import('./context.mjs').Context} context
 * @param {string} part
 * @param {{ ready: import('./ways.mjs').Way<T>[], fetch: import('./ways.mjs').Way<T>[] }} ways
 */
export async function readyOrFetched(context, part, { ready, fetch }) {
  const found = await firstThatWorks(context, ready)
  if (found.value !== undefined) return found
  return withLock(context, part, () => firstThatWorks(context, [...ready, ...fetch]))
}

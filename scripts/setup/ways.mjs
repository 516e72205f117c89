import { recallFailure, rememberFailure } from './failures.mjs'

/**
 * A way cannot even be tried here (no compiler, offline, nothing cached). Cheap to find out, so
 * never remembered: mending it is noticed at the next start.
 */
export class Unavailable extends Error {}

/** The person mends it at once, so the next start tries again. */
const LOCAL_TROUBLE = /ENOSPC|EDQUOT|EROFS|EACCES|EPERM|no space left|permission denied/i

/**
 * @template T
 * @typedef {object} Way
 * @property {string} name as people read it
 * @property {string} source short word for parts.json
 * @property {boolean} [remember] do not try again for a day after a failure
 * @property {() => Promise<T> | T} run
 */

/** @typedef {{ way: string, why: string }} Tried */

/**
 * Tries the ways in order and returns the first result, with what failed before it.
 * @template T
 * @param {import('./context.mjs').Context} context
 * @param {Way<T>[]} ways
 * @returns {Promise<{ value: T | undefined, source: string, tried: Tried[] }>}
 */
export async function firstThatWorks(context, ways) {
  /** @type {Tried[]} */
  const tried = []
  for (const way of ways) {
    const earlier = way.remember ? recallFailure(context, way.name) : undefined
    if (earlier !== undefined) {
      tried.push({ way: way.name, why: `${earlier} (not tried again today; --retry does)` })
      continue
    }
    try {
      return { value: await way.run(), source: way.source, tried }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      tried.push({ way: way.name, why })
      const passing = error instanceof Unavailable || LOCAL_TROUBLE.test(why)
      if (way.remember && !passing) rememberFailure(context, way.name, why)
    }
  }
  return { value: undefined, source: 'none', tried }
}

/**
 * One message: what is missing, each way tried with the reason it failed, what to do.
 * @param {string} headline
 * @param {Tried[]} tried
 * @param {string[]} remedies
 */
export function explain(headline, tried, remedies) {
  const indent = (/** @type {string} */ text) => text.trim().replaceAll('\n', '\n      ')
  return [
    headline,
    ...(tried.length > 0 ? ['  Tried:'] : []),
    ...tried.map(({ way, why }) => `    - ${way}: ${indent(why)}`),
    ...(remedies.length > 0 ? ['  What you can do:'] : []),
    ...remedies.map((remedy) => `    - ${indent(remedy)}`),
  ].join('\n')
}

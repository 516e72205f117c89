import { createRequire } from 'node:module'

/**
 * tfjs-node 4.22 calls two helpers that Node 23 removed and older ones warn about; to be called
 * before it is loaded.
 */
export function restoreOldUtil(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined
  util.isArray = (value: unknown) => Array.isArray(value)
}

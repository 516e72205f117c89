import { resolve } from 'node:path'

/**
 * Root of the checkout. Asked for here alone: in the command's bundle every file believes that it lies
 * in this folder.
 */
export const checkout = resolve(import.meta.dirname, '..')

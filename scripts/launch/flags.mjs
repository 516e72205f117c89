/**
 * Takes the set-up's own flags out of a command line; the rest is the command's.
 * @param {string[]} args
 */
export function takeSetUpFlags(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const isOurs = (/** @type {string} */ arg) => arg === '--offline' || arg === '--retry'
  return {
    offline: args.slice(0, end).includes('--offline') || undefined,
    retry: args.slice(0, end).includes('--retry') || undefined,
    rest: args.filter((arg, index) => index >= end || !isOurs(arg)),
  }
}

/* Imports nothing and uses old syntax only, so that an old Node can say what is wrong. */

export const OLDEST_NODE = 20

/**
 * @param {string} version such as `20.11.0`
 * @returns {string | undefined} why this Node cannot be used
 */
export function nodeComplaint(version) {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return undefined
  return (
    'Cooldown needs Node ' +
    OLDEST_NODE +
    ' or newer; this is Node ' +
    version +
    '.\n' +
    'Install a newer Node (nodejs.org, your package manager, nvm or fnm) and run the command again.'
  )
}

/** Ends the process with a clear message on a Node that is too old. */
export function requireNode() {
  const complaint = nodeComplaint(process.versions.node)
  if (complaint === undefined) return
  console.error(complaint)
  process.exit(1)
}

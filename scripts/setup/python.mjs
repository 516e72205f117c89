import { lastLines, runCommand } from './command.mjs'
import { Unavailable } from './ways.mjs'

const CANDIDATES = [['python3'], ['python'], ['py', '-3']]

/**
 * Finds a Python that has pip.
 * @param {import('./context.mjs').Context} context
 * @returns {Promise<string[]>} the command, to be followed by pip's arguments
 */
export async function findPip(context) {
  /** @type {string[]} */
  const withoutPip = []
  for (const candidate of CANDIDATES) {
    const [program = '', ...args] = candidate
    const command = [...args, '-m', 'pip']
    try {
      const found = await runCommand(program, [...command, '--version'], { env: context.env })
      if (found.code === 0) return [program, ...command]
      withoutPip.push(`${candidate.join(' ')}: ${lastLines(found.output, 1)}`)
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
    }
  }
  if (withoutPip.length > 0) throw new Unavailable(`no pip for Python (${withoutPip.join('; ')})`)
  const names = CANDIDATES.map((candidate) => candidate.join(' ')).join(', ')
  throw new Unavailable(`no Python found (looked for ${names})`)
}

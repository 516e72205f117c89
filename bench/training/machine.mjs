import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { checkoutDir } from '../../scripts/setup/paths.mjs'
import { runCommand } from '../../scripts/setup/command.mjs'

/** What was measured, and where. */
export async function describeMachine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()}`,
    node: process.versions.node,
    /** Above about a tenth of the cores, something else ran as well. */
    loadBefore: loadavg()[0] ?? 0,
    commit: await commitOf(checkoutDir),
  }
}

/** @param {string} checkout @returns {Promise<string>} empty outside a repository */
async function commitOf(checkout) {
  try {
    const { code, output } = await runCommand('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: checkout,
    })
    return code === 0 ? output.trim() : ''
  } catch {
    // Without git there is no commit to name.
    return ''
  }
}

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cooldown, freshFolder } from '../../integration/cooldown'
import type { Dose, Outcome, Torture } from '../torture'

/** A lab server on a folder, once it has told its address, or what it said instead. */
async function serve(dataDir: string) {
  const server = cooldown(['serve', '--data-dir', dataDir, '--port', '0', '--no-open', '--json'], {
    COOLDOWN_MEASURE: 'off',
  })
  const opened = await server.line((line) => line.includes('"address"')).catch(() => null)
  return { server, opened: opened !== null }
}

const lockOf = (dataDir: string) => readFile(join(dataDir, 'lock'), 'utf8').catch(() => '')

/**
 * Two labs on one folder: the second is refused, names the first and changes nothing of its lock; after a
 * kill of the first, the next takes the folder over.
 */
async function run({ n, log }: Dose): Promise<Outcome> {
  const folder = await freshFolder()
  const broken: string[] = []
  let slowestMs = 0
  try {
    for (let turn = 1; turn <= n; turn++) {
      const first = await serve(folder.path)
      if (!first.opened) {
        broken.push(
          `turn ${turn}: the folder was not taken over: ${(await first.server.ended).stderr}`,
        )
        continue
      }
      const lock = await lockOf(folder.path)
      const asked = performance.now()
      const second = await serve(folder.path)
      slowestMs = Math.max(slowestMs, performance.now() - asked)
      if (second.opened) {
        broken.push(`turn ${turn}: two labs opened one folder`)
        second.server.child.kill('SIGKILL')
      }
      const { code, stderr } = await second.server.ended
      const names = stderr.includes(String(first.server.child.pid))
      if (code !== 1 || !names) broken.push(`turn ${turn}: refused with ${code}: ${stderr}`)
      if ((await lockOf(folder.path)) !== lock) broken.push(`turn ${turn}: the lock was touched`)
      first.server.child.kill('SIGKILL')
      await first.server.ended
      log(`${turn} of ${n}`)
    }
  } finally {
    await folder.remove()
  }
  return { figures: { pairs: n, 'slowest refusal, ms': Math.round(slowestMs) }, broken }
}

export const twins: Torture = {
  name: 'twins',
  promise: 'one writer per data folder; a lock whose holder was killed is taken over',
  unit: 'pairs',
  usual: 50,
  short: 2,
  run,
}

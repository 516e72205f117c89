import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  cooldown,
  freshFolder,
  isAlive,
  trainersOf,
  type EpochEvent,
  type StudyEvent,
} from './cooldown'

let folder: Awaited<ReturnType<typeof freshFolder>>
beforeEach(async () => {
  folder = await freshFolder()
})
afterEach(() => folder.remove())

const study = (...options: string[]) =>
  cooldown(['study', 'run', 'article', '--data-dir', folder.path, '--json', ...options])

async function recorded() {
  const list = cooldown(['runs', 'list', '--data-dir', folder.path, '--json'])
  await list.ended
  return list.lines.map(
    (line) =>
      JSON.parse(line) as {
        id: string
        trialId: string
        status: string
        epochsDone: number
        exit: unknown
        outcome: string
      },
  )
}

describe('kill -9', () => {
  test('of a trainer: that run says so, the other goes on to its end', async () => {
    const running = study('--epochs', '3', '--trials', 'linear,step', '--parallel', '1')
    await running.line((line) => line.includes('"epoch":1,'))
    const [victim] = await trainersOf(running.child.pid ?? 0)
    expect(victim).toBeDefined()
    process.kill(victim ?? 0, 'SIGKILL')
    expect((await running.ended).code).toBe(3)
    const statuses = running.events<StudyEvent>('study')[0]?.runs.map(({ status }) => status)
    expect(statuses).toEqual(['interrupted', 'completed'])
    const [killed] = await recorded()
    expect(killed?.exit).toEqual({ code: null, signal: 'SIGKILL' })
    expect(killed?.outcome).toContain('ended by signal SIGKILL')
  })

  test('of Cooldown: no epoch that was shown is lost, no trainer is left', async () => {
    const running = study('--epochs', '500', '--trials', 'constant,linear', '--parallel', '2')
    await running.line((line) => line.includes('"epoch":2,'))
    const trainers = await trainersOf(running.child.pid ?? 0)
    expect(trainers.length).toBeGreaterThan(0)
    running.child.kill('SIGKILL')
    await running.ended
    await vi.waitFor(
      async () => {
        for (const pid of trainers) expect(await isAlive(pid)).toBe(false)
      },
      { timeout: 30_000 },
    )

    const shown = running.events<EpochEvent>('epoch')
    for (const run of await recorded()) {
      const show = cooldown(['runs', 'show', run.id, '--data-dir', folder.path, '--json'])
      await show.ended
      const { epochs } = JSON.parse(show.lines[0] ?? '') as { epochs: { valLoss: number }[] }
      const kept = epochs.map(({ valLoss }) => valLoss)
      const wasShown = shown.filter(({ trial }) => trial === run.trialId)
      expect(kept.slice(0, wasShown.length)).toEqual(wasShown.map(({ valLoss }) => valLoss))
    }

    // The next writer takes the folder over and marks what was unfinished.
    await study('--epochs', '1', '--trials', 'constant').ended
    const before = (await recorded()).filter(({ status }) => status !== 'completed')
    expect(before.map(({ status }) => status)).toEqual(['interrupted', 'interrupted'])
  })
})

test('a second writer on the same folder is refused and told by whom', async () => {
  const first = study('--epochs', '500', '--trials', 'constant')
  await first.line((line) => line.includes('"epoch":1,'))
  const { code, stderr } = await study('--epochs', '1').ended
  first.child.kill('SIGINT')
  await first.ended
  expect(code).toBe(1)
  expect(stderr).toContain(String(first.child.pid))
})

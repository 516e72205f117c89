import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cooldown, freshFolder, type EpochEvent } from './cooldown'

let folder: Awaited<ReturnType<typeof freshFolder>>
beforeEach(async () => {
  folder = await freshFolder()
})
afterEach(() => folder.remove())

/** 25 steps an epoch, under an optimizer and a schedule that have to remember something. */
const small = {
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 2_000, seed: 5 },
    validation: { kind: 'split', fraction: 0.2 },
  },
  optimizer: { kind: 'adam', amsgrad: true },
  recordNorms: true,
}

/** Enough that the first is told long before the last has trained. */
const epochs = 60

interface Listed {
  readonly id: string
  readonly trialId: string
  readonly createdAt: string
  readonly status: string
  readonly weightsSha256?: string
}

interface Shown {
  readonly family: object
  readonly classes: readonly { readonly name: string; readonly images: number }[]
}

const inFolder = (...args: string[]) => cooldown([...args, '--data-dir', folder.path, '--json'])

async function linesOf<Line>(...args: string[]): Promise<Line[]> {
  const command = inFolder(...args)
  const { code, stderr } = await command.ended
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return command.lines.map((line) => JSON.parse(line) as Line)
}

async function study() {
  const recipe = join(folder.path, 'small.json')
  await writeFile(recipe, JSON.stringify(small))
  const what = ['--trials', 'exponential', '--epochs', String(epochs), '--recipe', recipe]
  return inFolder('study', 'run', 'article', ...what)
}

/** The history's runs, oldest first. */
const runs = async () =>
  (await linesOf<Listed>('runs', 'list')).sort((a, b) => a.createdAt.localeCompare(b.createdAt))

/** What the epochs were, without what the clock says. */
const values = (events: readonly EpochEvent[]) =>
  events.map((event) => ({ ...event, trial: '', seconds: 0, examplesPerSecond: 0 }))

test('a run that was killed and resumed, and one forked, end with the same bits', async () => {
  const straight = await study()
  expect((await straight.ended).code).toBe(0)
  const whole = values(straight.events<EpochEvent>('epoch'))
  expect(whole).toHaveLength(epochs)

  const killed = await study()
  await killed.line((line) => line.includes('"epoch":1,'))
  killed.child.kill('SIGKILL')
  expect((await killed.ended).signal).toBe('SIGKILL')
  const before = values(killed.events<EpochEvent>('epoch'))
  expect(before).toEqual(whole.slice(0, before.length))
  const id = (await runs())[1]?.id ?? 'none'

  const resume = await linesOf<EpochEvent & { event: string }>('runs', 'resume', id)
  const after = values(resume.filter(({ event }) => event === 'epoch'))
  // An epoch that was on the disk, but not told before the kill, is not told again.
  const untold = epochs - before.length - after.length
  expect(untold).toBeGreaterThanOrEqual(0)
  expect(after).toEqual(whole.slice(epochs - after.length))
  expect(after.length).toBeGreaterThan(0)

  // The last two checkpoints are kept.
  const fork = inFolder('runs', 'fork', id, '--epochs', String(epochs - 1))
  expect((await fork.ended).code).toBe(0)
  expect(values(fork.events<EpochEvent>('epoch'))).toEqual(whole.slice(-1))

  const [first, second, third] = await runs()
  expect(first?.weightsSha256).toMatch(/^[0-9a-f]{64}$/)
  const same = { status: 'completed', epochsDone: epochs, weightsSha256: first?.weightsSha256 }
  expect(second).toMatchObject({ ...same, id, attempt: 1, outcome: null, exit: null })
  expect(third).toMatchObject({ ...same, forkedFrom: { runId: id, epochs: epochs - 1 } })

  const [shown] = await linesOf<Shown>('runs', 'show', third?.id ?? 'none')
  expect(shown?.family).toMatchObject({ run: id, forks: [{ run: third?.id, forks: [] }] })
  expect(shown?.classes).toHaveLength(10)
  expect(shown?.classes[9]?.name).toBe('Ankle boot')
  expect(shown?.classes.reduce((sum, { images }) => sum + images, 0)).toBe(400)
})

test.each([
  ['runs', 'resume', 'nothing', 'There is no run "nothing".'],
  ['study', 'run', 'article', 'has no field batchsize'],
])('%s %s %s is refused with the value and the rule', async (...words) => {
  const message = words.pop() ?? ''
  const changes = join(folder.path, 'changes.json')
  await writeFile(changes, JSON.stringify({ batchsize: 32 }))
  const options = words[0] === 'study' ? ['--recipe', changes] : []
  const { code, stderr } = await inFolder(...words, ...options).ended
  expect(stderr).toContain(message)
  expect(code).toBe(2)
})

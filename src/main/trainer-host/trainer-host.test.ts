import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import { articleTemplate } from '../../shared/domain/article'
import { asRunId } from '../../shared/domain/ids'
import type { Trainer, TrainerEnd } from '../services/ports'
import { createTrainerLauncher } from '.'

const trainerEntry = join(import.meta.dirname, 'testing/stub-trainer.mjs')

const command: TrainCommand = {
  kind: 'train',
  runId: asRunId('run-1'),
  recipe: articleTemplate.trials[0]!.recipe,
  seed: 0,
  datasetFile: '/nowhere',
  threads: 3,
  checkpoints: null,
  epochsDone: 0,
}

interface Launched {
  readonly trainer: Trainer
  readonly messages: readonly TrainerMessage[]
  readonly ends: readonly TrainerEnd[]
  readonly ended: Promise<TrainerEnd>
}

const launched: Launched[] = []
afterEach(async () => {
  for (const { trainer, ended } of launched.splice(0)) {
    trainer.kill()
    await ended
  }
  vi.unstubAllEnvs()
})

/** Patience that no healthy stub uses up, unless the test is about running out of it. */
function launch(stub: string, parts: Partial<Parameters<typeof createTrainerLauncher>[0]> = {}) {
  const launcher = createTrainerLauncher({
    node: process.execPath,
    trainerEntry,
    silentAfterMs: 60_000,
    endWithinMs: 60_000,
    ...parts,
  })
  const messages: TrainerMessage[] = []
  const ends: TrainerEnd[] = []
  let resolve: (end: TrainerEnd) => void
  const ended = new Promise<TrainerEnd>((settle) => {
    resolve = settle
  })
  const trainer = launcher.launch(
    command,
    { STUB: stub },
    {
      received: (message) => {
        expect(ends).toEqual([])
        messages.push(message)
      },
      ended: (end) => {
        ends.push(end)
        resolve(end)
      },
    },
  )
  const all: Launched = { trainer, messages, ends, ended }
  launched.push(all)
  return all
}

const kindsOf = (messages: readonly TrainerMessage[]) =>
  messages.map(({ kind }) => kind).filter((kind) => kind !== 'heartbeat')

describe('a trainer process', () => {
  test('that obeys: pause, resume and stop reach it, its words reach us', async () => {
    const { trainer, messages, ended } = launch('obedient')
    trainer.pause()
    await vi.waitFor(() => expect(kindsOf(messages)).toEqual(['paused']))
    trainer.resume()
    trainer.stop()
    expect(await ended).toEqual({ reason: 'exited', code: 0, signal: null, output: '' })
    expect(kindsOf(messages)).toEqual(['paused', 'resumed', 'stopped'])
  })

  test('that crashes: exit code and last output are told', async () => {
    const { messages, ended } = launch('crash')
    expect(await ended).toEqual({
      reason: 'exited',
      code: 7,
      signal: null,
      output: 'out of luck',
    })
    expect(kindsOf(messages)).toEqual(['progress'])
  })

  test('that a native fault ends: the signal is told', async () => {
    const { ended } = launch('abort')
    expect(await ended).toMatchObject({ reason: 'exited', code: null, signal: 'SIGABRT' })
  })

  test.each(['SIGKILL', 'SIGTERM'])('that is ended by %s: the signal is told', async (signal) => {
    const { trainer, messages, ended } = launch('stubborn')
    await vi.waitFor(() => expect(messages).not.toEqual([]))
    // The port has no pid, on purpose.
    const { child } = trainer as unknown as { child: { kill(name: string): void } }
    child.kill(signal)
    expect(await ended).toMatchObject({ reason: 'exited', code: null, signal })
  })

  test.each(['silence', 'freeze'])('that gives no sign of life (%s) is killed', async (stub) => {
    const { ended } = launch(stub, { silentAfterMs: 500 })
    expect(await ended).toMatchObject({ reason: 'silent', signal: 'SIGKILL' })
  })

  test('that only beats is not taken for dead', async () => {
    const { trainer, messages, ends, ended } = launch('stubborn', { silentAfterMs: 2_000 })
    await vi.waitFor(() => expect(messages.length).toBeGreaterThan(100), { timeout: 20_000 })
    expect(ends).toEqual([])
    trainer.kill()
    expect(await ended).toMatchObject({ reason: 'exited' })
  }, 30_000)

  test('that sends a malformed message has failed, is killed and not heard again', async () => {
    const { messages, ended } = launch('malformed')
    expect(await ended).toMatchObject({ signal: 'SIGKILL' })
    expect(messages).toEqual([{ kind: 'failed', message: 'The trainer sent a malformed message.' }])
  })

  test('that ends right after much talk: every message comes, in order, before the end', async () => {
    const { messages, ended } = launch('burst')
    await ended
    const steps = messages.flatMap((each) => (each.kind === 'progress' ? [each.step] : []))
    expect(steps).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    expect(messages.at(-1)).toMatchObject({ kind: 'completed', early: null })
  })

  test('that talks after its last word is not heard', async () => {
    const { messages, ended } = launch('late-words')
    expect(await ended).toMatchObject({ code: 0 })
    expect(kindsOf(messages)).toEqual(['completed'])
  })

  test('that does not go after its last word is killed', async () => {
    const { messages, ended } = launch('lingering', { endWithinMs: 100 })
    expect(await ended).toMatchObject({ reason: 'exited', signal: 'SIGKILL' })
    expect(kindsOf(messages)).toEqual(['completed'])
  })

  test('that does not stop when told is killed', async () => {
    const { trainer, messages, ended } = launch('stubborn', { endWithinMs: 100 })
    await vi.waitFor(() => expect(messages).not.toEqual([]))
    trainer.stop()
    trainer.stop()
    expect(await ended).toMatchObject({ reason: 'exited', signal: 'SIGKILL' })
  })

  test('that is gone takes orders without complaint, and ends once', async () => {
    const { trainer, ends, ended } = launch('crash')
    await ended
    trainer.pause()
    trainer.resume()
    trainer.stop()
    trainer.kill()
    await new Promise((resolve) => setImmediate(resolve))
    expect(ends).toHaveLength(1)
  })

  test('of a program that is not there has not started', async () => {
    const { ended, messages } = launch('crash', { node: '/nowhere/node' })
    expect(await ended).toMatchObject({ reason: 'not-started', code: null, signal: null })
    expect((await ended).output).toContain('/nowhere/node')
    expect(messages).toEqual([])
  })

  test('whose start throws has not started', async () => {
    const { ended } = launch('crash', { node: 'a\0b' })
    expect(await ended).toMatchObject({ reason: 'not-started' })
  })

  test('keeps only its last output', async () => {
    const { output } = await launch('chatty').ended
    expect(output.length).toBeLessThanOrEqual(8 * 1024)
    expect(output).toMatch(/line 1998\nline 1999$/)
  })
})

test('a trainer knows nothing of our environment but what it needs', async () => {
  vi.stubEnv('SECRET_TOKEN', 'hidden')
  vi.stubEnv('NODE_OPTIONS', '')
  vi.stubEnv('CUDA_VISIBLE_DEVICES', '0')
  const { output } = await launch('environment').ended
  const environment = JSON.parse(output) as Record<string, string>
  expect(environment).toMatchObject({
    STUB: 'environment',
    PATH: process.env.PATH,
    CUDA_VISIBLE_DEVICES: '0',
    TF_NUM_INTRAOP_THREADS: '3',
    TF_NUM_INTEROP_THREADS: '3',
    OMP_NUM_THREADS: '3',
  })
  expect(environment).not.toHaveProperty('SECRET_TOKEN')
  expect(environment).not.toHaveProperty('NODE_OPTIONS')
})

describe('the probe', () => {
  const probe = (parts: Partial<Parameters<typeof createTrainerLauncher>[0]> = {}) =>
    createTrainerLauncher({ node: process.execPath, trainerEntry, ...parts }).probe()

  test('tells what TensorFlow is and sees', async () => {
    expect(await probe()).toEqual({ engine: 'native', version: '2.21.0', gpus: ['GPU:0'] })
  })

  test.each([
    ['a program that is missing', { node: '/nowhere/node' }, 'could not be started'],
    ['a trainer that is missing', { trainerEntry: '/nowhere/trainer.js' }, 'exit code 1'],
  ])('rejects for %s', async (_, parts, why) => {
    await expect(probe(parts)).rejects.toMatchObject({
      code: 'engine-unavailable',
      message: expect.stringContaining(why) as string,
    })
  })
})

import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { TrainCommand, TrainerMessage } from '../../shared/contract/trainer'
import { decodedBytes } from '../../shared/domain/decoded-dataset'
import { asRunId } from '../../shared/domain/ids'
import { Control } from './control'
import type { Engine, SessionParts } from './engine'
import { runTraining } from './run-training'
import { FakeSession } from './testing/fake-session'
import { smallRecipe } from './testing/small-recipe'

let folder: string
let datasetFile: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cooldown-run-'))
  datasetFile = join(folder, 'decoded.bin')
  // A sparse file: nobody looks at the images.
  writeFileSync(datasetFile, '')
  truncateSync(datasetFile, decodedBytes)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a command with an engine that keeps what it was given. */
async function train(
  changes: Partial<TrainCommand> = {},
  prepare: (session: FakeSession, control: Control) => void = () => undefined,
) {
  const told: TrainerMessage[] = []
  const sessions: { readonly session: FakeSession; readonly parts: SessionParts }[] = []
  const control = new Control((state) => told.push({ kind: state }))
  const engine: Engine = {
    ...{ kind: 'compiled', version: '2.21.0', gpus: [], tensorCount: () => 0 },
    createSession: (parts) => {
      const session = new FakeSession(parts.recipe)
      prepare(session, control)
      sessions.push({ session, parts })
      return session
    },
  }
  const command: TrainCommand = {
    ...{ kind: 'train', runId: asRunId('run-1'), recipe: smallRecipe(), seed: 7, threads: 2 },
    ...{ datasetFile, checkpoints: null, epochsDone: 0, ...changes },
  }
  const tell = (message: TrainerMessage) => told.push(message)
  const ending = await runTraining(command, { engine, control, tell })
  const [made] = sessions
  if (!made) throw new Error('no session was made')
  return { ...made, told, ending, ready: told.find(({ kind }) => kind === 'ready') }
}

const epochsIn = (told: readonly TrainerMessage[]) =>
  told.flatMap((message) => (message.kind === 'epoch' ? [message] : []))

function newFolder(): string {
  const made = mkdtempSync(join(folder, 'checkpoints-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

describe('a session', () => {
  test('is made from the recipe and the seed alone, and ends with the run', async () => {
    const { parts, session } = await train()
    expect([parts.train, ...parts.evaluated].map(({ count }) => count)).toEqual([40, 10])
    expect(parts.weights.map(({ name, shape }) => [name, shape])).toEqual([
      ['dense/kernel', [784, 12]],
      ['dense/bias', [12]],
      ['dense_1/kernel', [12, 10]],
      ['dense_1/bias', [10]],
    ])
    expect(session.disposed).toBe(1)
    const [same, other] = [await train(), await train({ seed: 8 })]
    expect(same.parts).toEqual(parts)
    expect(other.parts.weights).not.toEqual(parts.weights)
    expect(other.parts.dropoutSeed).not.toBe(parts.dropoutSeed)
  })

  test('ends with a failure too', async () => {
    let made: FakeSession | null = null
    const failing = train({}, (session) => {
      made = session
      session.appliedRateOf = () => 1
    })
    await expect(failing).rejects.toThrow('The engine applied the rate 1')
    expect(made).toMatchObject({ disposed: 1 })
  })
})

describe('ready', () => {
  test('names the engine and the first epoch', async () => {
    const { told } = await train()
    expect(told[0]).toEqual({
      ...{ kind: 'ready', engine: 'TensorFlow 2.21.0, 2 threads', epoch: 0, notice: null },
    })
  })

  test('says why a run that had rows begins anew', async () => {
    const { ready, told } = await train({
      ...{ checkpoints: { folder: newFolder(), everyEpochs: 1 }, epochsDone: 2 },
    })
    const notice = 'No sound checkpoint was found: training begins anew.'
    expect(ready).toMatchObject({ epoch: 0, notice })
    expect(epochsIn(told)).toHaveLength(3)
  })
})

describe('checkpoints', () => {
  test('are written while a run is trained, and at its end', async () => {
    const checkpoints = { folder: newFolder(), everyEpochs: 2 }
    await train({ checkpoints })
    expect(readdirSync(checkpoints.folder).sort()).toEqual(['000002.ckpt', '000003.ckpt'])
  })

  test('of a stopped run lead to the same end', async () => {
    const checkpoints = { folder: newFolder(), everyEpochs: 1 }
    const recipe = smallRecipe({ batchSize: 2 })
    const whole = await train({ recipe })
    const cut = await train({ recipe, checkpoints }, (session, control) => {
      // The third call is for four steps of twenty, or for fewer on a slow machine.
      session.beforeCall = (call) => (call === 2 ? control.receive({ kind: 'stop' }) : undefined)
    })
    expect(cut.ending.kind).toBe('stopped')
    expect(readdirSync(checkpoints.folder)).toEqual([
      expect.stringMatching(/^000000-00000[1-7]\.ckpt$/),
    ])
    const rest = await train({ recipe, checkpoints })
    expect(rest.ready).toMatchObject({ epoch: 0, notice: null })
    expect(rest.session.calls[0]?.firstStep).toBe(cut.session.steps)
    expect(rest.ending).toEqual(whole.ending)
    expect(rest.session.state()).toEqual(whole.session.state())
    const stepsOf = (told: readonly TrainerMessage[]) => epochsIn(told).map(({ steps }) => steps)
    expect([...stepsOf(cut.told), ...stepsOf(rest.told)]).toEqual(stepsOf(whole.told))
  })

  test('of a finished run need no more training', async () => {
    const checkpoints = { folder: newFolder(), everyEpochs: 1 }
    const whole = await train({ checkpoints })
    const again = await train({ checkpoints, epochsDone: 3 })
    expect(again.ready).toMatchObject({ epoch: 3 })
    expect(again.session.calls).toEqual([])
    expect(again.ending).toEqual(whole.ending)
  })

  test('that cannot be written are told, and the run is trained all the same', async () => {
    const checkpoints = { folder: newFolder(), everyEpochs: 1 }
    const { ending, told } = await train({ checkpoints }, (session) => {
      session.beforeCall = (call) => {
        if (call === 0) rmSync(checkpoints.folder, { recursive: true })
      }
    })
    expect(ending.kind).toBe('completed')
    const notices = told.filter(({ kind }) => kind === 'notice')
    expect(notices).toMatchObject([{ text: expect.stringContaining('ENOENT') as string }])
  })
})

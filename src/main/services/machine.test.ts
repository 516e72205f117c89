import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Machine } from './machine'

const dense = { model: { layers: [{ kind: 'dense', units: 10, activation: 'linear' }] } } as const
const dataset = {
  name: 'Fashion-MNIST',
  ...{ ready: true, trainImages: 60_000, testImages: 10_000 },
  ...{ source: 'cache', folder: '/data', problem: null },
}
let programs: string

beforeEach(() => {
  programs = mkdtempSync(join(tmpdir(), 'cooldown-programs-'))
  // Nothing but what a test puts there is found.
  vi.stubEnv('PATH', programs)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(programs, { recursive: true })
})

function withDriver(): void {
  const file = join(programs, 'nvidia-smi')
  writeFileSync(file, '#!/bin/sh\necho "NVIDIA A100, 550.54, 40960"\n')
  chmodSync(file, 0o755)
}

function machineWith(gpus: readonly string[]) {
  const probe = vi.fn(async () => ({ engine: 'native', version: '2.21.0', gpus }) as const)
  const machine = new Machine({
    appVersion: '0.1.0',
    dataFolder: '/data',
    carrier: 'test',
    installed: { node: process.execPath },
    launcher: {
      launch: () => {
        throw new Error('nothing is trained here')
      },
      probe,
      measure: async () => [],
    },
    dataset: () => Promise.resolve(dataset),
    wishedParallel: () => null,
    speeds: { read: () => [], write: () => undefined },
    storageProblems: () => [],
  })
  return { machine, probe }
}

test('plans without asking the engine where no driver tells of a GPU', async () => {
  const { machine, probe } = machineWith([])
  await expect(machine.planFor(dense, 1)).resolves.toMatchObject({ compiler: 'xla' })
  expect(probe).not.toHaveBeenCalled()
  await machine.describe()
  const { engine } = await machine.describe()
  expect(engine.version).toBe('2.21.0')
  expect(probe).toHaveBeenCalledOnce()
})

test('plans for the GPU that the engine takes, however early it is asked', async () => {
  withDriver()
  const { machine } = machineWith(['GPU:0'])
  await expect(machine.planFor(dense, 1)).resolves.toMatchObject({ compiler: 'tensorflow' })
})

test('plans for the processor where the engine cannot use the GPU', async () => {
  withDriver()
  const { machine, probe } = machineWith([])
  await expect(machine.planFor(dense, 1)).resolves.toMatchObject({ compiler: 'xla' })
  expect(probe).toHaveBeenCalledOnce()
})

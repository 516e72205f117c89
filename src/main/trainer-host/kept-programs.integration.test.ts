import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { recipeOfPreset } from '../../shared/domain/presets'
import type { Recipe } from '../../shared/domain/recipe'
import { articleRecipe, commandFor, RealTraining } from './testing/real-trainer'

/** A folder that goes with the test. */
function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cooldown-kept-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** Epochs of 25 steps under XLA. */
const recipe = (changes: Partial<Recipe> = {}): Recipe => ({
  ...articleRecipe('exponential'),
  data: {
    dataset: 'fashion-mnist',
    subset: { kind: 'sample', count: 2_000, seed: 5 },
    validation: { kind: 'split', fraction: 0.2 },
  },
  totalEpochs: 2,
  compiler: 'xla',
  ...changes,
})

const lenet = () => {
  const found = recipeOfPreset('lenet')
  if (!found) throw new Error('there is no preset lenet')
  const { model, optimizer, schedule } = found
  return recipe({ model, optimizer, schedule, totalEpochs: 1 })
}

/** Weights and epochs of a run whose trainer keeps programs in a folder. */
async function trained(wanted: Recipe, store?: string) {
  const environment: Readonly<Record<string, string>> =
    store === undefined ? {} : { COOLDOWN_XLA_STORE: store }
  const training = new RealTraining(commandFor(wanted), environment)
  const { code, output } = await training.ended
  const { lastWord, epochs } = training
  if (lastWord?.kind !== 'completed') throw new Error(`${JSON.stringify(lastWord)} ${output}`)
  return { code, output, epochs, weights: lastWord.final.weightsSha256 }
}

/** The store's entries with what tells a new file from an old one. */
function entriesIn(store: string) {
  const machines = readdirSync(store).filter((name) => name !== 'at-work')
  return machines.flatMap((machine) =>
    readdirSync(join(store, machine)).map((name) => {
      const path = join(store, machine, name)
      const { mtimeMs, mode, size } = statSync(path)
      return { path, mtimeMs, size, mode: mode & 0o777 }
    }),
  )
}

/** A store that a run of this recipe has filled. */
async function filledStore(wanted: Recipe) {
  const store = join(temporaryFolder(), 'xla')
  const cold = await trained(wanted, store)
  const entries = entriesIn(store)
  expect(entries.length).toBeGreaterThan(0)
  expect(entries.every(({ mode }) => mode === 0o600)).toBe(true)
  return { store, cold, entries }
}

const harm: readonly (readonly [string, (bytes: Buffer) => Uint8Array])[] = [
  ['empty', () => new Uint8Array()],
  ['with one bit turned', (bytes) => bytes.map((byte, at) => (at === 5_000 ? byte ^ 1 : byte))],
]

describe.each<[string, () => Recipe]>([
  ['SGD', () => recipe()],
  ['Adam', () => recipe({ optimizer: { kind: 'adam' } })],
  ['LeNet', lenet],
])('%s', (_, recipeOf) => {
  test('gives the same bits with programs compiled, kept and repaired', async () => {
    const alone = await trained(recipeOf())
    const { store, cold, entries } = await filledStore(recipeOf())
    expect(cold).toEqual(alone)
    // The same files: nothing was compiled, or it would have been kept anew.
    expect(await trained(recipeOf(), store)).toEqual(alone)
    expect(entriesIn(store)).toEqual(entries)
    for (const { path } of entries) writeFileSync(path, readFileSync(path).subarray(0, 50_000))
    expect(await trained(recipeOf(), store)).toEqual(alone)
    expect(entriesIn(store).length).toBe(entries.length)
    expect(await trained(recipeOf(), store)).toEqual(alone)
    expect(readdirSync(join(store, 'at-work'))).toEqual([])
  })
})

test.each(harm)('an entry %s is removed and made anew', async (_, damaged) => {
  const { store, cold, entries } = await filledStore(recipe())
  for (const { path } of entries) writeFileSync(path, damaged(readFileSync(path)))
  expect(await trained(recipe(), store)).toEqual(cold)
  const repaired = entriesIn(store)
  expect(repaired.map(({ mtimeMs }) => mtimeMs)).not.toEqual(entries.map(({ mtimeMs }) => mtimeMs))
  expect(repaired.every(({ size }) => size > 50_000)).toBe(true)
})

test('trainers side by side fill one store', async () => {
  const store = join(temporaryFolder(), 'xla')
  const runs = [recipe(), recipe(), recipe({ optimizer: { kind: 'adam' } })]
  const [one, other] = await Promise.all(runs.map((each) => trained(each, store)))
  expect(one).toEqual(other)
  expect(readdirSync(join(store, 'at-work'))).toEqual([])
  expect(await trained(recipe(), store)).toEqual(one)
})

test('what a killed trainer leaves is swept, and its programs are not used again', async () => {
  const { store, cold, entries } = await filledStore(recipe())
  const training = new RealTraining(commandFor(recipe({ totalEpochs: 500 })), {
    COOLDOWN_XLA_STORE: store,
  })
  while (training.epochs.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  training.trainer.kill()
  await training.ended
  expect(readdirSync(join(store, 'at-work')).length).toBe(1)
  expect(await trained(recipe(), store)).toEqual(cold)
  expect(readdirSync(join(store, 'at-work'))).toEqual([])
  expect(entriesIn(store).map(({ mtimeMs }) => mtimeMs)).not.toEqual(
    entries.map(({ mtimeMs }) => mtimeMs),
  )
})

describe('trains without where the store', () => {
  let alone: Awaited<ReturnType<typeof trained>>
  beforeAll(async () => {
    alone = await trained(recipe())
  })

  test('is a file', async () => {
    const file = join(temporaryFolder(), 'xla')
    writeFileSync(file, '')
    expect(await trained(recipe(), file)).toEqual(alone)
  })

  test('is open to others', async () => {
    const store = join(temporaryFolder(), 'xla')
    mkdirSync(store)
    chmodSync(store, 0o777)
    expect(await trained(recipe(), store)).toEqual(alone)
    expect(readdirSync(store)).toEqual([])
  })

  test('has a blank in its path', async () => {
    const store = join(temporaryFolder(), 'of mine')
    expect(await trained(recipe(), store)).toEqual(alone)
  })

  test.runIf(process.platform === 'linux')('cannot be made', async () => {
    expect(await trained(recipe(), '/proc/xla')).toEqual(alone)
  })
})

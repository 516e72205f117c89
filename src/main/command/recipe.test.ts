import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modelSummaryText } from '../../shared/domain/model-summary'
import { modelPresets, optimizerPresets, recipeOfPreset } from '../../shared/domain/presets'
import { runHere } from './testing/run-here'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cooldown-recipe-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const recipe = (...args: readonly string[]) => runHere('recipe', ...args)

async function fileOf(content: object): Promise<string> {
  const file = join(folder, 'recipe.json')
  await writeFile(file, JSON.stringify(content))
  return file
}

const article = recipeOfPreset('article')!
const withUnits = (units: number) => ({
  ...article,
  model: {
    layers: article.model.layers.map((layer, index) => (index === 1 ? { ...layer, units } : layer)),
  },
})

describe('cooldown recipe presets and show', () => {
  test('every preset has a line, and its place in the JSON', async () => {
    const { out } = await recipe('presets')
    for (const { id, description } of [...modelPresets, ...optimizerPresets]) {
      expect(out).toMatch(new RegExp(`^  ${id} `, 'm'))
      expect(out).toContain(description)
    }
    const { out: json } = await recipe('presets', '--json')
    expect(JSON.parse(json)).toEqual({ models: modelPresets, optimizers: optimizerPresets })
  })

  test('a preset as JSON is what check reads', async () => {
    const { out, code } = await recipe('show', 'lenet', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(recipeOfPreset('lenet'))
    const checked = await recipe('check', await fileOf(JSON.parse(out) as object))
    expect(checked).toMatchObject({ code: 0, err: '' })
  })

  test('a preset for people', async () => {
    const { out } = await recipe('show', 'adamw')
    expect(out).toContain(modelSummaryText(article.model))
    expect(out).toMatch(/^Weight decay +0\.004$/m)
  })

  test('a preset that there is not', async () => {
    const { out, err, code } = await recipe('show', 'vgg')
    expect({ out, code }).toEqual({ out: '', code: 2 })
    expect(err).toMatch(/^cooldown: There is no preset "vgg"; there are article, softmax,/)
  })
})

describe('cooldown recipe check', () => {
  test('tells model, steps and memory', async () => {
    const { out, code } = await recipe('check', await fileOf(article))
    expect(code).toBe(0)
    expect(out).toContain(modelSummaryText(article.model))
    expect(out).toMatch(/^Steps +25,000$/m)
    expect(out).toMatch(/^Memory +about 421\.5 MB \(TensorFlow 400\.0 MB, weights 1\.9 MB,/m)
    expect(out.endsWith('It can be trained.\n')).toBe(true)
  })

  test('refuses a billion parameters, and says what they would take', async () => {
    const { out, err, code } = await recipe('check', await fileOf(withUnits(1_000_000)))
    expect(code).toBe(2)
    expect(out).toContain('Total params: 985,002,210 (3.67 GB)')
    expect(err).toMatch(
      /recipe\.json cannot be trained, for 1 reason:\n {2}model\.layers\.1\.units: 1,000,000 is too much: .* 985,002,210; it would take about 11\.9 GB/,
    )
  })

  test('refuses what is no recipe, with every fault', async () => {
    const { out, err, code } = await recipe(
      'check',
      await fileOf({ ...withUnits(0), batchsize: 1 }),
    )
    expect({ out, code }).toEqual({ out: '', code: 2 })
    expect(err.split('\n').slice(1, 3)).toEqual([
      '  model.layers.1.units: must be a whole number, at least 1 and at most 2147483647; was 0',
      expect.stringMatching(/^ {2}recipe: has no field batchsize; there are data, model,/),
    ])
  })

  test('layers that do not fit have no table', async () => {
    const layers = [{ kind: 'max-pool', poolSize: 29 }, ...article.model.layers]
    const { out, err } = await recipe('check', await fileOf({ ...article, model: { layers } }))
    expect(out).toBe('')
    expect(err).toContain('model.layers.0: a window of 29 x 29 does not fit into 28 x 28')
  })

  test('as JSON', async () => {
    const { out } = await recipe('check', await fileOf(article), '--json')
    expect(JSON.parse(out)).toMatchObject({
      problems: [],
      stepsPerEpoch: 250,
      totalSteps: 25_000,
      parameters: { trained: 506_530, untrained: 0 },
      memory: { weights: 4 * 506_530 },
    })
    const { out: refused, code } = await recipe('check', await fileOf(withUnits(-1)), '--json')
    expect(code).toBe(2)
    expect(JSON.parse(refused)).toMatchObject({ problems: [{ path: 'model.layers.1.units' }] })
  })

  test('a file that is not there', async () => {
    const { err, code } = await recipe('check', join(folder, 'none.json'))
    expect(code).toBe(2)
    expect(err).toMatch(/^cooldown: Cannot read .*none\.json/)
  })
})

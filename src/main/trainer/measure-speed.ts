import { MersenneTwister } from '../../shared/domain/random/mersenne-twister'
import { modelPresets, recipeOfPreset } from '../../shared/domain/presets'
import { fashionMnist, type Compiler, type Recipe } from '../../shared/domain/recipe'
import {
  networkClasses,
  networkClassOf,
  type MeasuredSpeed,
  type NetworkClass,
} from '../../shared/domain/thread-plan'
import type { Engine, LabelledImages, TrainingSession } from './engine'
import { indexRange } from './image-batches'
import { initialWeights } from './weights'

const batchSize = 64
const images = 10 * batchSize
/** Long enough to tell two ways apart that differ by a tenth, short enough to be waited for. */
const measureMs = 400
const fewestCalls = 3

/** Milliseconds per step of each network under each compiler, with this process's threads. */
export function measureSpeeds(
  engine: Engine,
  threads: number,
  now: () => number,
): readonly MeasuredSpeed[] {
  return networkClasses.flatMap((network) =>
    (['tensorflow', 'xla'] as const).map((compiler) => ({
      network,
      compiler,
      threads,
      stepMs: stepTime(engine, recipeFor(network, compiler), now),
    })),
  )
}

function recipeFor(network: NetworkClass, compiler: Compiler): Recipe {
  const recipe = modelPresets
    .map(({ id }) => recipeOfPreset(id))
    .find((each) => each && networkClassOf(each) === network)
  if (!recipe) throw new RangeError(`there is no preset of a ${network} network`)
  const subset = { kind: 'sample', count: images + 1, seed: 1 } as const
  const data = { ...recipe.data, subset, validation: { kind: 'split', fraction: 1e-3 } as const }
  return { ...recipe, data, batchSize, compiler }
}

/** Pixels and labels that no network can learn, and no shortcut can guess. */
function noise(count: number): LabelledImages {
  const random = new MersenneTwister([1])
  return {
    count,
    images: Uint8Array.from({ length: count * fashionMnist.pixels }, () => random.nextBelow(256)),
    labels: Uint8Array.from({ length: count }, () => random.nextBelow(fashionMnist.classes)),
  }
}

function stepTime(engine: Engine, recipe: Recipe, now: () => number): number {
  const data = noise(images)
  const session = engine.createSession({
    recipe,
    train: data,
    evaluated: [data],
    weights: initialWeights(recipe.model, new MersenneTwister([1])),
    dropoutSeed: 1,
  })
  try {
    trainOnce(session)
    return medianTime(() => trainOnce(session), now) / (images / batchSize)
  } finally {
    session.dispose()
  }
}

function trainOnce(session: TrainingSession): void {
  const rates = new Float64Array(images / batchSize).fill(0.01)
  session.trainSteps({ firstStep: 0, order: indexRange(0, images), rates, momenta: null })
}

/** The median ignores what else the machine did meanwhile, a mean would not. */
function medianTime(call: () => void, now: () => number): number {
  const times: number[] = []
  const start = now()
  while (times.length < fewestCalls || now() - start < measureMs) {
    const before = now()
    call()
    times.push(now() - before)
  }
  times.sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? NaN
}

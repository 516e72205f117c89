import { beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from './engine'
import { loadCompiled, loadNative, loadWasm } from './load-engine'
import { agreesWithKeras } from './testing/agrees-with-keras'
import { kerasCases } from './testing/keras-cases'

/** Ten steps tell what a formula is, 250 whether errors stay small: that is asked of one of a kind. */
const farOperationByOperation = [
  'nesterov',
  'adam',
  'rmsprop, centered with momentum',
  'lion',
  'schedule-free adamw with all options',
  'gelu',
  'batch-norm after dense',
  'dropout after dense',
]
const farOnWasm = ['adam', 'relu', 'batch-norm after dense']

// The engines share one tfjs-core, which computes on what was loaded last: they go one by one.
describe.each([
  { kind: 'compiled', load: async () => loadCompiled(), far: kerasCases.map(({ name }) => name) },
  { kind: 'native', load: async () => loadNative(), far: farOperationByOperation },
  { kind: 'wasm', load: loadWasm, far: farOnWasm },
])('$kind', ({ kind, load, far }) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await load()
    expect(engine.kind).toBe(kind)
  })
  test('knows the cases that it trains for long', () => {
    const names = kerasCases.map(({ name }) => name)
    expect(far.filter((name) => !names.includes(name))).toEqual([])
  })
  describe.each(kerasCases)('$name', (kerasCase) => {
    agreesWithKeras(kerasCase, far.includes(kerasCase.name) ? 250 : 10, () => engine)
  })
})

import { expect, test } from 'vitest'
import { resolveOptimizer, type OptimizerSpec } from '../../../shared/domain/optimizer'
import { slotsOf } from '../../../shared/domain/optimizer-kinds'
import { optimizerPresets } from '../../../shared/domain/presets'
import { ruleOf } from './rules'

const specs: readonly OptimizerSpec[] = [
  ...optimizerPresets.map(({ optimizer }) => optimizer),
  { kind: 'adamw', amsgrad: true },
  { kind: 'rmsprop', momentum: 0.9 },
  { kind: 'rmsprop', centered: true },
]

test.each(specs)('the memory of %j is reckoned with the slots that it has', (spec) => {
  const resolved = resolveOptimizer(spec)
  expect(slotsOf(resolved)).toBe(ruleOf(resolved).slots.length)
})

import type { NamedTensor } from './engine'

/**
 * The tensors of these names, in the order of the names. Throws when one is missing or has another
 * shape; tensors that are not wanted are passed over.
 */
export function fittingTensors(
  wanted: readonly Pick<NamedTensor, 'name' | 'shape'>[],
  tensors: readonly NamedTensor[],
): readonly NamedTensor[] {
  const known = new Map(tensors.map((each) => [each.name, each]))
  return wanted.map(({ name, shape }) => {
    const found = known.get(name)
    if (!found) throw new RangeError(`there is no tensor ${name}`)
    if (found.shape.join() === shape.join()) return found
    throw new RangeError(`${name} must be ${shape.join(' x ')}, was ${found.shape.join(' x ')}`)
  })
}

import {
  batchNormDefaults,
  type KernelOptions,
  type LayerSpec,
  type ModelSpec,
  type Pair,
} from './model'
import { bothOf, windowOf } from './model-shape'

const size = (pair: Pair) => bothOf(pair).join(' x ')

/** Everything that is not as Keras has it, in brackets. */
const besides = (parts: readonly (string | false)[]) => {
  const told = parts.filter((part) => part !== false)
  return told.length === 0 ? '' : ` (${told.join(', ')})`
}

const kernelParts = ({ initializer = 'glorot-uniform', l1 = 0, l2 = 0 }: KernelOptions) => [
  initializer !== 'glorot-uniform' && initializer,
  l1 > 0 && `L1 ${l1}`,
  l2 > 0 && `L2 ${l2}`,
]

function windowParts(layer: Extract<LayerSpec, { kind: 'conv2d' | 'max-pool' | 'average-pool' }>) {
  const { window, strides, padding } = windowOf(layer)
  const usual = layer.kind === 'conv2d' ? [1, 1] : window
  const isUsual = strides.every((stride, index) => stride === usual[index])
  return [!isUsual && `strides ${size(strides)}`, padding !== 'valid' && padding]
}

function describeLayer(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'flatten':
      return 'flatten'
    case 'dense':
      return `${layer.units} ${layer.activation}${besides(kernelParts(layer))}`
    case 'conv2d': {
      const extras = besides([...windowParts(layer), ...kernelParts(layer)])
      return `conv ${size(layer.kernelSize)}, ${layer.filters} ${layer.activation}${extras}`
    }
    case 'max-pool':
    case 'average-pool': {
      const name = layer.kind === 'max-pool' ? 'max' : 'average'
      return `${name} pool ${size(layer.poolSize ?? 2)}${besides(windowParts(layer))}`
    }
    case 'batch-norm': {
      const { momentum, epsilon } = { ...batchNormDefaults, ...layer }
      return `batch norm${besides([
        momentum !== batchNormDefaults.momentum && `momentum ${momentum}`,
        epsilon !== batchNormDefaults.epsilon && `epsilon ${epsilon}`,
      ])}`
    }
    case 'dropout':
      return `dropout ${layer.rate}`
  }
}

/** A model in a line: equal for models that train alike, different for all others. */
export const describeModel = ({ layers }: ModelSpec) => layers.map(describeLayer).join(' → ')

import { fashionMnist } from '../../../shared/domain/recipe'
import { oneHot, reshape } from '../graph/ops/arrays'
import { argMax, cast, constant, div, equal, greater, less, mul, sum } from '../graph/ops/math'
import type { ProgramVariable } from '../graph/saved-model'
import type { Tensor } from '../graph/tensor'

const { imageSide, classes } = fashionMnist

/** Rows of a variable at these indices, without reading the whole of it. */
function rowsOf(handle: Tensor, variable: ProgramVariable, indices: Tensor) {
  return handle.graph.addOne({
    op: 'ResourceGather',
    inputs: [handle, indices],
    attributes: {
      dtype: { kind: 'type', value: variable.dtype },
      Tindices: { kind: 'type', value: 'int32' },
    },
    outputs: [
      {
        output: 'output',
        dtype: variable.dtype,
        shape: [...indices.shape, ...variable.shape.slice(1)],
      },
    ],
  })
}

/** Chosen images as float32 from 0 to 1 [batch, height, width, 1], and their labels. */
export function batchOf(
  given: (name: string) => Tensor,
  set: { readonly images: ProgramVariable; readonly labels: ProgramVariable },
  indices: Tensor,
): { readonly images: Tensor; readonly labels: Tensor } {
  const { graph } = indices
  const bytes = rowsOf(given(set.images.name), set.images, indices)
  const scaled = div(cast(bytes, 'float32'), constant(graph, 255))
  return {
    images: reshape(scaled, [indices.shape[0] ?? -1, imageSide, imageSide, 1]),
    labels: rowsOf(given(set.labels.name), set.labels, indices),
  }
}

/** Counts of correct predictions, and of those with fewer than three classes above the label's. */
export function countsOf(logits: Tensor, labels: Tensor) {
  const { graph } = logits
  const count = (condition: Tensor) => sum(cast(condition, 'float32'))
  const own = sum(mul(logits, oneHot(labels, classes)), { axes: [1], keep: true })
  const above = sum(cast(greater(logits, own), 'float32'), { axes: [1] })
  return {
    correct: count(equal(argMax(logits), labels)),
    top3: count(less(above, constant(graph, 3))),
  }
}

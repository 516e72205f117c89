import type { StepValues } from '../../../shared/contract/trainer'
import type { StepSeries } from '../../../shared/domain/series'
import type { RecordedSeries } from '../../services/ports'
import { encodeEpoch } from './epoch-lines'
import { encodeSteps } from './step-blocks'

/** Some of the steps, as a trainer would have sent them. */
function slice(steps: StepSeries, from: number, to: number): StepValues {
  const part = (values: Float32Array | Float64Array) => Array.from(values.subarray(from, to))
  const { loss, learningRate, momentum, norms } = steps
  return {
    loss: part(loss),
    learningRate: part(learningRate),
    ...(momentum && { momentum: part(momentum) }),
    ...(norms && {
      norms: {
        gradient: part(norms.gradient),
        weights: part(norms.weights),
        updateRatio: part(norms.updateRatio),
      },
    }),
  }
}

/** A run's two files of series, in the order of their names, as if it had been trained here. */
export function encodeRecorded(
  { rows, steps }: RecordedSeries,
  stepsPerEpoch: number,
): readonly [Buffer, Buffer] {
  const blocks = rows.map(({ epoch }) =>
    encodeSteps('whole', epoch, slice(steps, epoch * stepsPerEpoch, (epoch + 1) * stepsPerEpoch)),
  )
  const settled = rows.length * stepsPerEpoch
  const rest = steps.loss.length > settled ? [slice(steps, settled, steps.loss.length)] : []
  return [
    Buffer.concat(rows.map(encodeEpoch)),
    Buffer.concat([...blocks, ...rest.map((part) => encodeSteps('part', rows.length, part))]),
  ]
}

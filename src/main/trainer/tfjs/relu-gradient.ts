import type { Tfjs } from './tfjs'

/**
 * The gradient of relu by the sign of its output, which is 0 or 1: two operations on a backend
 * where tfjs's own takes ten.
 */
export function registerReluGradient(tf: Tfjs): void {
  tf.registerGradient({
    kernelName: tf.Relu,
    outputsToSave: [true],
    gradFunc: (error, [output]) => ({
      x: () => tf.mul(Array.isArray(error) ? (error[0] ?? 0) : error, tf.sign(output ?? 0)),
    }),
  })
}

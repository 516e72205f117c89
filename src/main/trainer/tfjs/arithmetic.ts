import type { Tensor } from '@tensorflow/tfjs-core'
import type { Arithmetic } from '../optimizers/arithmetic'
import type { Tfjs } from './tfjs'

/** Computes at once. Constants are made once, and live until they are released. */
export function createTfjsArithmetic(tf: Tfjs): Arithmetic<Tensor> & { release(): void } {
  const constants = new Map<number, Tensor>()
  const madeConstant = (value: number) => {
    const made = tf.keep(tf.scalar(value))
    constants.set(value, made)
    return made
  }
  return {
    constant: (value) => constants.get(value) ?? madeConstant(value),
    add: tf.add,
    sub: tf.sub,
    mul: tf.mul,
    div: tf.div,
    maximum: tf.maximum,
    minimum: tf.minimum,
    sqrt: tf.sqrt,
    square: tf.square,
    sign: tf.sign,
    sumOfSquares: (a) => tf.sum(tf.square(a)),
    release: () => {
      tf.dispose([...constants.values()])
      constants.clear()
    },
  }
}

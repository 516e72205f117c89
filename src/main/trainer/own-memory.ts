/**
 * A copy for a tensor to be made of. tfjs-node lends TensorFlow an array's memory wherever it lies as
 * TensorFlow wants it, and takes it back on the thread that drops the tensor last: for a variable's
 * value one of TensorFlow's, which corrupts V8. At an odd place, as here, TensorFlow copies at once.
 */
export function atAnOddPlace<Values extends Float32Array | Int32Array>(values: Values): Values {
  const { length, BYTES_PER_ELEMENT: offset } = values
  const memory = new ArrayBuffer(offset + values.byteLength)
  const copy =
    values instanceof Float32Array
      ? new Float32Array(memory, offset, length)
      : new Int32Array(memory, offset, length)
  copy.set(values)
  // Of the class that it was given.
  return copy as Values
}

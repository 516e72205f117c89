import { createHash } from 'node:crypto'
import type { NamedTensor } from './engine'

/** SHA-256 of every variable's float32 values, little-endian, in order; in hexadecimal. */
export function weightsSha256(weights: readonly NamedTensor[]): string {
  const hash = createHash('sha256')
  for (const { values } of weights) {
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }
  return hash.digest('hex')
}

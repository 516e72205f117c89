import { crc32Hex } from './crc32'

/** JSON with a format version and a checksum over its body, so that a flipped bit is noticed. */
export interface Sealed {
  readonly version: number
  readonly crc: string
  readonly body: unknown
}

export type Unsealed =
  | { readonly kind: 'sound'; readonly body: unknown }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged'; readonly why: string }

/** Seals anything that JSON can hold; what comes back is the body as JSON reads it. */
export function seal(version: number, value: object): Sealed {
  const text = JSON.stringify(value)
  return { version, crc: crc32Hex(text), body: JSON.parse(text) as unknown }
}

/** Checks a seal. A version above `newest` is left alone, unread. */
export function unseal(value: unknown, newest: number): Unsealed {
  if (typeof value !== 'object' || value === null) {
    return { kind: 'damaged', why: 'it holds no object' }
  }
  const { version, crc, body } = value as Partial<Sealed>
  if (typeof version !== 'number') return { kind: 'damaged', why: 'it has no version' }
  if (version > newest) return { kind: 'newer', version }
  if (body === undefined || crc32Hex(JSON.stringify(body)) !== crc) {
    return { kind: 'damaged', why: 'its checksum does not match' }
  }
  return { kind: 'sound', body }
}

/** Checks the seal of a text; text that is no JSON is damaged. */
export function unsealText(text: string, newest: number): Unsealed {
  try {
    return unseal(JSON.parse(text), newest)
  } catch {
    return { kind: 'damaged', why: text === '' ? 'it is empty' : 'it is cut short or garbled' }
  }
}

import { decode, encode, ExtensionCodec } from '@msgpack/msgpack'
import { z } from 'zod'
import type { EventName, Reply } from './api'

/** Client to server. */
export const request = z.object({
  id: z.int().min(0),
  service: z.string(),
  verb: z.string(),
  input: z.unknown(),
})
export type Request = z.infer<typeof request>

/** Server to client: the answer to a request, or an event. */
export type ServerMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: unknown }

const float32 = 1
const float64 = 2
const codec = new ExtensionCodec()
const bytesOf = (array: Float32Array | Float64Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice()
/** A copy that starts at offset 0 of its own buffer; a slice of Node's Buffer would not. */
const ownBytes = (bytes: Uint8Array) => new Uint8Array(bytes)
codec.register({
  type: float32,
  encode: (value) => (value instanceof Float32Array ? bytesOf(value) : null),
  decode: (bytes) => new Float32Array(ownBytes(bytes).buffer),
})
codec.register({
  type: float64,
  encode: (value) => (value instanceof Float64Array ? bytesOf(value) : null),
  decode: (bytes) => new Float64Array(ownBytes(bytes).buffer),
})

/** One message as a WebSocket frame: MessagePack, which keeps NaN, bytes and float arrays. */
export const pack = (message: unknown): Uint8Array<ArrayBuffer> =>
  encode(message, { extensionCodec: codec, ignoreUndefined: true })

/** Reads a frame; throws when it is not one whole MessagePack value. */
export const unpack = (frame: Uint8Array): unknown => decode(frame, { extensionCodec: codec })

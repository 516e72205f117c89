import { createHash } from 'node:crypto'
import {
  checkpointDigestBytes,
  checkpointFault,
  checkpointHeaderAt,
  checkpointMagic,
  checkpointVersion,
} from '../../../shared/contract/checkpoint-seal'
import { sizeOf } from '../../../shared/domain/model-shape'
import type { NamedTensor, SessionState } from '../engine'
import { checkpointHeader, holdsBest, type Checkpoint, type CheckpointHeader } from './checkpoint'

/**
 * A file is: magic, version and length of the header (both uint32), the header as JSON, the
 * tensors' float32 values, and the SHA-256 of everything before it; little-endian throughout, as
 * every machine is that TensorFlow runs on.
 */
const magic = Buffer.from(checkpointMagic)
const headerAt = checkpointHeaderAt
export const digestBytes = checkpointDigestBytes

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** Headers are filled up with blanks to a multiple of it, so that buffers keep their size. */
const headerUnit = 4_096

/** A file that holds no sound checkpoint; the message is the end of a sentence on it. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError'
}

/** The bytes of a checkpoint's file, except for the digest, whose place is left at the end. */
export function encodeCheckpoint(
  checkpoint: Checkpoint,
  bufferOf: (bytes: number) => ArrayBuffer = (bytes) => new ArrayBuffer(bytes),
): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(JSON.stringify(headerOf(checkpoint)))
  const headerBytes = Math.ceil(text.length / headerUnit) * headerUnit
  const tensors = tensorsOf(checkpoint)
  const tensorBytes = tensors.reduce((sum, { values }) => sum + values.byteLength, 0)
  const bytes = new Uint8Array(bufferOf(headerAt + headerBytes + tensorBytes + digestBytes))
  const view = new DataView(bytes.buffer)
  bytes.set(magic)
  view.setUint32(magic.length, checkpointVersion, true)
  view.setUint32(magic.length + 4, headerBytes, true)
  bytes.set(text, headerAt)
  bytes.fill(0x20, headerAt + text.length, headerAt + headerBytes)
  let at = headerAt + headerBytes
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at)
    at += values.byteLength
  }
  return bytes
}

/** Reads a checkpoint's file. Throws {@link CheckpointError}. */
export function decodeCheckpoint(file: Uint8Array): Checkpoint {
  const fault = checkpointFault(file, sha256)
  if (fault !== null) throw new CheckpointError(fault)
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const body = file.subarray(0, -digestBytes)
  const headerEnd = headerAt + view.getUint32(magic.length + 4, true)
  return checkpointOf(readHeader(file.subarray(headerAt, headerEnd)), body.subarray(headerEnd))
}

function headerOf({ recipe, standing, tally, state }: Checkpoint): CheckpointHeader {
  const { best, ...plain } = standing
  return {
    recipe,
    standing: {
      ...plain,
      schedule: [...plain.schedule],
      shuffles: { ...plain.shuffles, words: [...plain.shuffles.words] },
    },
    tally,
    state: stored(state),
    best: best && (holdsBest({ standing, tally }) ? 'state' : stored(best)),
  }
}

const stored = ({ tensors, scalars }: SessionState) => ({
  tensors: tensors.map(({ name, shape }) => ({ name, shape: [...shape] })),
  scalars: [...scalars],
})

function tensorsOf({ standing, tally, state }: Checkpoint): readonly NamedTensor[] {
  const isApart = standing.best !== null && !holdsBest({ standing, tally })
  return isApart ? [...state.tensors, ...standing.best.tensors] : state.tensors
}

function readHeader(text: Uint8Array): CheckpointHeader {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(text).toString())
  } catch (error) {
    throw new CheckpointError('its header is no JSON', { cause: error })
  }
  const { data, error } = checkpointHeader.safeParse(value)
  if (data) return data
  const [issue] = error.issues
  throw new CheckpointError(`its header is wrong at ${issue?.path.join('.')}: ${issue?.message}`)
}

function checkpointOf(header: CheckpointHeader, values: Uint8Array): Checkpoint {
  const { recipe, standing, tally } = header
  // Tensors start at multiples of 4 in a file, but a file's bytes need not in memory.
  const floats = new Float32Array(new Uint8Array(values).buffer)
  let at = 0
  const read = ({ tensors, scalars }: CheckpointHeader['state']): SessionState => ({
    scalars,
    tensors: tensors.map(({ name, shape }) => {
      const from = at
      at += sizeOf(shape)
      return { name, shape, values: floats.slice(from, at) }
    }),
  })
  const state = read(header.state)
  const best = header.best === 'state' ? state : header.best && read(header.best)
  if (at !== floats.length) {
    throw new CheckpointError(`it holds ${floats.length} values instead of ${at}`)
  }
  return { recipe, standing: { ...standing, best }, tally, state }
}

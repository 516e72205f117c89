import { LabError } from '../../../shared/contract/errors'
import type { StepValues } from '../../../shared/contract/trainer'
import type { StepSeries } from '../../../shared/domain/series'
import { crc32 } from '../crc32'
import {
  addRates,
  bytesPerStep,
  columnSetOf,
  decodeColumns,
  encodeColumns,
  type ColumnPlace,
} from './step-columns'

// A block, all little-endian: magic u32, version u16, kind u16, epoch u32, count u32, since
// version 2 the set of its columns u32, the columns, CRC-32 u32 over everything before it.
const magic = 0x53_54_43_43
const version = 2
const versionWithoutSet = 1
const headerBytes = 20
const headerBytesWithoutSet = 16
const crcBytes = 4

/** Whether a block holds all steps of its epoch, or the finite ones of an epoch that broke off. */
export type BlockKind = 'whole' | 'part'
const kinds: readonly BlockKind[] = ['whole', 'part']

export function encodeSteps(kind: BlockKind, epoch: number, steps: StepValues): Buffer {
  const { bytes, uneven } = encodeColumns(steps)
  if (uneven.length > 0) {
    throw new LabError(
      'bad-input',
      `Epoch ${epoch + 1} has ${steps.loss.length} losses but another number of: ${uneven.join(', ')}.`,
    )
  }
  const header = Buffer.alloc(headerBytes)
  header.writeUInt32LE(magic, 0)
  header.writeUInt16LE(version, 4)
  header.writeUInt16LE(kinds.indexOf(kind), 6)
  header.writeUInt32LE(epoch, 8)
  header.writeUInt32LE(steps.loss.length, 12)
  header.writeUInt32LE(columnSetOf(steps), 16)
  const block = Buffer.concat([header, bytes, Buffer.alloc(crcBytes)])
  block.writeUInt32LE(crc32(block.subarray(0, -crcBytes)), block.length - crcBytes)
  return block
}

interface Block extends ColumnPlace {
  readonly kind: BlockKind
  readonly epoch: number
  readonly end: number
}

/** Where a block's columns stand, by its header; null for a header that is none of ours. */
function placeAt(bytes: Buffer, start: number): ColumnPlace | null {
  if (bytes.length - start < headerBytes || bytes.readUInt32LE(start) !== magic) return null
  const count = bytes.readUInt32LE(start + 12)
  switch (bytes.readUInt16LE(start + 4)) {
    case version:
      return { set: bytes.readUInt32LE(start + 16), count, at: start + headerBytes }
    case versionWithoutSet:
      return { set: 0, count, at: start + headerBytesWithoutSet }
    default:
      return null
  }
}

function blockAt(bytes: Buffer, start: number): Block | null {
  const place = placeAt(bytes, start)
  if (!place) return null
  const crcAt = place.at + place.count * bytesPerStep(place.set)
  const end = crcAt + crcBytes
  if (end > bytes.length) return null
  if (crc32(bytes.subarray(start, crcAt)) !== bytes.readUInt32LE(crcAt)) return null
  const kind = kinds[bytes.readUInt16LE(start + 6)]
  return kind ? { ...place, kind, epoch: bytes.readUInt32LE(start + 8), end } : null
}

/** The blocks up to the first that is torn, damaged or out of order. */
function soundBlocks(bytes: Buffer): readonly Block[] {
  const blocks: Block[] = []
  for (
    let block = blockAt(bytes, 0);
    block?.epoch === blocks.length;
    block = blockAt(bytes, block.end)
  ) {
    blocks.push(block)
  }
  return blocks
}

/** Length of all sound blocks. */
export const soundSteps = (bytes: Buffer): number => soundBlocks(bytes).at(-1)?.end ?? 0

const wholeBlocks = (bytes: Buffer, epochs: number) =>
  soundBlocks(bytes).filter(({ kind, epoch }) => kind === 'whole' && epoch < epochs)

/** Length of the blocks that belong whole to the first `epochs` epochs. */
export const settledBytes = (bytes: Buffer, epochs: number): number =>
  wholeBlocks(bytes, epochs).at(-1)?.end ?? 0

/** How many of the first `epochs` epochs have all their steps here, one after the other. */
export const settledEpochs = (bytes: Buffer, epochs: number): number =>
  wholeBlocks(bytes, epochs).length

/** Every sound step, those of an epoch that broke off included. */
export const decodeSteps = (bytes: Buffer): StepSeries => decodeColumns(bytes, soundBlocks(bytes))

/** Sums of rates, and where in the file the block after their last one begins. */
export interface SummedBlocks {
  /** Of all steps up to the end of each epoch. */
  readonly sums: readonly number[]
  readonly end: number
}

/**
 * Goes on summing with bytes that begin at `known.end` of their file, until `epochs` epochs are
 * summed or a block is torn, damaged or not whole.
 */
export function sumRates(bytes: Buffer, known: SummedBlocks, epochs: number): SummedBlocks {
  const sums = [...known.sums]
  let at = 0
  while (sums.length < epochs) {
    const block = blockAt(bytes, at)
    if (block?.kind !== 'whole' || block.epoch !== sums.length) break
    sums.push(addRates(bytes, block, sums.at(-1) ?? 0))
    at = block.end
  }
  return { sums, end: known.end + at }
}

import { LabError } from '../../../shared/contract/errors'
import type { StepValues } from '../../../shared/contract/trainer'
import type { StepSeries } from '../../../shared/domain/series'
import { crc32 } from '../crc32'

// A block, all little-endian: magic u32, version u16, kind u16, epoch u32, count u32,
// count float64 rates, count float32 losses, CRC-32 u32 over everything before it.
const magic = 0x53_54_43_43
const version = 1
const headerBytes = 16
const crcBytes = 4
const stepBytes = 12

/** Whether a block holds all steps of its epoch, or the finite ones of an epoch that broke off. */
export type BlockKind = 'whole' | 'part'
const kinds: readonly BlockKind[] = ['whole', 'part']

export function encodeSteps(kind: BlockKind, epoch: number, steps: StepValues): Buffer {
  const count = steps.loss.length
  if (steps.learningRate.length !== count) {
    throw new LabError(
      'bad-input',
      `Epoch ${epoch + 1} has ${count} losses but ${steps.learningRate.length} learning rates.`,
    )
  }
  const block = Buffer.alloc(headerBytes + count * stepBytes + crcBytes)
  block.writeUInt32LE(magic, 0)
  block.writeUInt16LE(version, 4)
  block.writeUInt16LE(kinds.indexOf(kind), 6)
  block.writeUInt32LE(epoch, 8)
  block.writeUInt32LE(count, 12)
  const losses = headerBytes + count * 8
  steps.learningRate.forEach((rate, index) => block.writeDoubleLE(rate, headerBytes + index * 8))
  steps.loss.forEach((loss, index) => block.writeFloatLE(loss, losses + index * 4))
  block.writeUInt32LE(crc32(block.subarray(0, -crcBytes)), block.length - crcBytes)
  return block
}

interface Block {
  readonly kind: BlockKind
  readonly epoch: number
  readonly count: number
  readonly start: number
  readonly end: number
}

function blockAt(bytes: Buffer, start: number): Block | null {
  if (bytes.length - start < headerBytes + crcBytes) return null
  if (bytes.readUInt32LE(start) !== magic || bytes.readUInt16LE(start + 4) !== version) return null
  const count = bytes.readUInt32LE(start + 12)
  const end = start + headerBytes + count * stepBytes + crcBytes
  if (end > bytes.length) return null
  const crcAt = end - crcBytes
  if (crc32(bytes.subarray(start, crcAt)) !== bytes.readUInt32LE(crcAt)) return null
  const kind = kinds[bytes.readUInt16LE(start + 6)]
  return kind ? { kind, epoch: bytes.readUInt32LE(start + 8), count, start, end } : null
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

/** Length of the blocks that belong whole to the first `epochs` epochs. */
export function settledBytes(bytes: Buffer, epochs: number): number {
  const settled = soundBlocks(bytes).filter(({ kind, epoch }) => kind === 'whole' && epoch < epochs)
  return settled.length === 0 ? 0 : (settled[settled.length - 1] as Block).end
}

/** Every sound step, those of an epoch that broke off included. */
export function decodeSteps(bytes: Buffer): StepSeries {
  const blocks = soundBlocks(bytes)
  const total = blocks.reduce((sum, { count }) => sum + count, 0)
  const loss = new Float32Array(total)
  const learningRate = new Float64Array(total)
  let step = 0
  for (const { start, count } of blocks) {
    const rates = start + headerBytes
    for (let index = 0; index < count; index++, step++) {
      learningRate[step] = bytes.readDoubleLE(rates + index * 8)
      loss[step] = bytes.readFloatLE(rates + count * 8 + index * 4)
    }
  }
  return { loss, learningRate }
}

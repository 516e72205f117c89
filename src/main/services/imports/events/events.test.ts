import { describe, expect, it } from 'vitest'
import { toRecords } from '../../exports/events/records'
import { readFiles } from '../read-files'
import { eventFixtures, fixture, kerasRows, tensorboardScalars } from '../testing/fixtures'
import { varintsIn } from './protobuf'
import { readEvents } from './scalars'

const ofKeras = (run: string) => [
  fixture(`${run}/logs/train/events.out.tfevents.0.v2`),
  fixture(`${run}/logs/validation/events.out.tfevents.1.v2`),
]
const torchFile = 'torch/events.out.tfevents.0.v2'
const read = (bytes: Uint8Array) => () => readEvents('x', bytes)
const varint = (value: number) => [value & 0x7f]
const field = (number: number, type: number, ...bytes: number[]) => [(number << 3) | type, ...bytes]
const nested = (number: number, bytes: readonly number[]) =>
  field(number, 2, ...varint(bytes.length), ...bytes)

describe('the scalars of event files', () => {
  it.each(eventFixtures)('%s: each as TensorBoard reads it', (path) => {
    const { scalars } = readEvents(path, fixture(path).bytes)
    const byTag: Record<string, [number, number][]> = {}
    for (const { tag, step, value } of scalars) (byTag[tag] ??= []).push([step, value])
    expect(byTag).toEqual(tensorboardScalars(path))
  })

  it('tell of tags that are none', () => {
    const { others } = readEvents(torchFile, fixture(torchFile).bytes)
    expect(others).toEqual(['weights', 'note/text_summary'])
    const types = 'types/events.out.tfevents.0.v2'
    expect(readEvents(types, fixture(types).bytes).others).toEqual(['val_accuracy'])
  })
})

describe('a run of Keras', () => {
  it.each(['keras', 'diverged'] as const)('%s: both its files make one run', (run) => {
    const { runs } = readFiles(ofKeras(run))
    expect(runs.map(({ name, source }) => [name, source])).toEqual([[`${run}/logs`, `${run}/logs`]])
    const rows = runs[0]?.rows.map(({ seconds, step, ...row }) => {
      expect(seconds).toBeGreaterThan(0)
      expect(step).toBe((row.epoch + 1) * 4)
      return row
    })
    expect(rows).toEqual(kerasRows(run))
  })

  it('alone knows its validation by its tags, whatever its name', () => {
    const [, validation] = ofKeras('keras')
    const { runs } = readFiles([{ path: 'mine', bytes: validation!.bytes }])
    expect(runs[0]?.rows[0]).toMatchObject({ valLoss: 1.1483826637268066, step: 4 })
    expect(runs[0]?.rows[0]).not.toHaveProperty('loss')
  })

  it('is told without its batches, which its epochs sum up', () => {
    const path = 'no-validation/logs/train/events.out.tfevents.0.v2'
    const { runs, notices } = readFiles([fixture(path)])
    const rows = runs[0]?.rows.map((row) => ({ ...row, seconds: undefined }))
    expect(rows).toEqual(kerasRows('no-validation'))
    expect(notices.join()).toContain('left out the tags "batch_accuracy", "batch_loss"')
  })
})

it('a run of PyTorch has rows by step, and tells what it left out', () => {
  const { runs, notices } = readFiles([fixture(torchFile)])
  expect(runs[0]?.name).toBe('torch')
  expect(runs[0]?.rows.map(({ epoch, step }) => [epoch, step])).toEqual([
    [0, 0],
    [1, 10],
    [2, 20],
    [3, 30],
    [4, 40],
  ])
  expect(runs[0]?.rows[1]).toMatchObject({
    loss: Math.fround(1 / 11),
    valLoss: Math.fround(1 / 11 + 0.25),
    valAccuracy: Math.fround(0.1),
    learningRate: Math.fround(0.1 * 0.9 ** 10),
  })
  expect(notices.join()).toContain('"weights", "note/text_summary", "grad_norm"')
})

describe('an event file that is damaged', () => {
  const { bytes } = fixture('keras/logs/train/events.out.tfevents.0.v2')
  const offsets = [...recordOffsets(bytes)]

  it('is told wherever it is cut, by the byte at which the record begins', () => {
    for (let length = 1; length < bytes.length; length++) {
      if (offsets.includes(length)) continue
      const begins = offsets.findLast((offset) => offset <= length) ?? 0
      expect(read(bytes.subarray(0, length))).toThrow(
        `x, byte ${begins.toLocaleString('en')}: the record that begins here must have`,
      )
    }
  })

  it('is told whichever of its bytes is another', () => {
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0x10
      const begins = offsets.findLast((offset) => offset <= at) ?? 0
      expect(read(damaged)).toThrow(`x, byte ${begins.toLocaleString('en')}: the record`)
    }
  })

  it.each<[string, readonly number[]]>([
    ['a field is cut short', field(5, 2, 9, 1)],
    ['unknown wire type 3', field(5, 3)],
    ['the number 0', [2, 0]],
    ['more than ten bytes', field(2, 0, ...Array.from({ length: 10 }, () => 0xff))],
  ])('with sound checksums and a message in which %s', (why, message) => {
    expect(read(toRecords([Uint8Array.from(message)]))).toThrow(why)
  })

  it('may not have a number that never ends, which is told soon', { timeout: 10_000 }, () => {
    const bytes = new Uint8Array(300_000).fill(0xff)
    expect(() => varintsIn(bytes)).toThrow('a number has more than ten bytes')
  })

  it('may be nothing of Cooldown: its tags are told', () => {
    const value = nested(1, [...nested(1, [0x66, 0x31]), ...field(2, 5, 0, 0, 0x80, 0x3f)])
    const event = Uint8Array.from([...field(2, 0, 7), ...nested(5, value)])
    expect(readEvents('x', toRecords([event])).scalars).toEqual([
      { tag: 'f1', step: 7, value: 1, wallTime: 0 },
    ])
    expect(() => readFiles([{ path: 'x', bytes: toRecords([event]) }])).toThrow(
      'x: there must be scalars that Cooldown knows, such as epoch_loss or epoch_accuracy; its tags are "f1".',
    )
  })
})

function* recordOffsets(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let offset = 0; offset < bytes.length; offset += 16 + view.getUint32(offset, true))
    yield offset
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { maskedCrc32c, crc32c } from './crc32c'
import { openingEvent, scalarMessage } from './event-messages'
import { toRecords } from './records'
import { eventFilesOf, type LoggedRun } from './run-events'

const golden = z.object({
  files: z.array(
    z.object({
      folder: z.string(),
      opened: z.number(),
      events: z.array(
        z.object({ wallTime: z.number(), step: z.int(), tag: z.string(), value: z.number() }),
      ),
      bytes: z.string(),
    }),
  ),
})

const root = join(import.meta.dirname, '../../../../..')
const keras = golden.parse(
  JSON.parse(readFileSync(join(root, 'fixtures/events/keras.json'), 'utf8')),
)

describe('the checksum of records', () => {
  it.each([
    // RFC 3720, B.4.
    ['32 zeros', new Uint8Array(32), 0x8a_91_36_aa],
    ['32 bytes of ones', new Uint8Array(32).fill(255), 0x62_a8_ab_43],
    ['0 to 31', Uint8Array.from({ length: 32 }, (_, at) => at), 0x46_dd_79_4e],
    ['nine digits', new TextEncoder().encode('123456789'), 0xe3_06_92_83],
  ])('of %s is the published one', (_, bytes, sum) => {
    expect(crc32c(bytes)).toBe(sum)
    const masked = (((sum >>> 15) | (sum << 17)) + 0xa2_82_ea_d8) >>> 0
    expect(maskedCrc32c(bytes)).toBe(masked)
  })
})

describe('event files', () => {
  it.each(keras.files)('are, byte for byte, what Keras wrote: $folder', (file) => {
    const messages = [openingEvent(file.opened), ...file.events.map(scalarMessage)]
    expect(Buffer.from(toRecords(messages)).toString('base64')).toBe(file.bytes)
  })

  it('have the folders and tags that Keras gives them', () => {
    const tags = (folder: string) => [
      ...new Set(keras.files.find((each) => each.folder === folder)?.events.map(({ tag }) => tag)),
    ]
    expect(tagsIn(eventFilesOf(logged), 'train')).toEqual(
      expect.arrayContaining(tags('train').filter((tag) => tag !== 'batch_accuracy')),
    )
    expect(tagsIn(eventFilesOf(logged), 'validation').sort()).toEqual(tags('validation').sort())
  })
})

const row = { loss: 0.5, accuracy: 0.75, valLoss: 0.625, valAccuracy: 0.5, learningRate: 0.1 }
const logged: LoggedRun = {
  run: {
    createdAt: '2026-11-24T10:00:00.000Z',
    startedAt: '2026-11-24T10:00:01.500Z',
    stepsPerEpoch: 2,
  },
  rows: [
    { epoch: 0, ...row, seconds: 2 },
    { epoch: 1, ...row, loss: 0.25, seconds: 4 },
  ],
  steps: {
    loss: Float32Array.of(1, 2, 3, 4),
    learningRate: Float64Array.of(0.5, 0.25, 0.125, 0.0625),
    momentum: null,
    norms: null,
  },
}

/** Scalars of a file, read field by field without the writer in mind. */
function scalarsIn(files: readonly { path: string; bytes: Uint8Array }[], folder: string) {
  const bytes = Buffer.from(files.find(({ path }) => path.startsWith(`${folder}/`))?.bytes ?? [])
  const found: { wallTime: number; step: number; tag: string; value: number }[] = []
  for (let at = 0; at < bytes.length;) {
    const length = Number(bytes.readBigUInt64LE(at))
    const event = bytes.subarray(at + 12, at + 12 + length)
    at += length + 16
    if (event.includes('brain.Event:2')) continue
    const step = event[9] === 0x10 ? (event[10] ?? 0) : 0
    const name = event.indexOf('epoch_') === -1 ? /batch_\w+|evaluation_\w+/ : /epoch_[a-z0-9_]+/
    const tag = name.exec(event.toString('latin1').replace(/B\n[^]*$/, ''))?.[0] ?? ''
    const tensor = event.indexOf(Buffer.from([0x08, 0x01, 0x12, 0x00, 0x22, 0x04]))
    const value = event.readFloatLE(tensor + 6)
    found.push({ wallTime: event.readDoubleLE(1), step, tag, value })
  }
  return found
}

const tagsIn = (files: Parameters<typeof scalarsIn>[0], folder: string) => [
  ...new Set(scalarsIn(files, folder).map(({ tag }) => tag)),
]

describe('a run as event files', () => {
  const started = Date.parse('2026-11-24T10:00:01.500Z') / 1000

  it('tells epochs from 0 at the times when they ended', () => {
    const files = eventFilesOf({ ...logged, steps: null })
    expect(scalarsIn(files, 'train').filter(({ tag }) => tag === 'epoch_loss')).toEqual([
      { wallTime: started + 2, step: 0, tag: 'epoch_loss', value: 0.5 },
      { wallTime: started + 6, step: 1, tag: 'epoch_loss', value: 0.25 },
    ])
    const byIteration = scalarsIn(files, 'validation').filter(({ tag }) => tag.startsWith('eval'))
    expect(byIteration.map(({ step, value }) => [step, value])).toEqual([
      [2, 0.5],
      [2, 0.625],
      [4, 0.5],
      [4, 0.625],
    ])
  })

  it('tells every step from 1, spread over its epoch, where steps are asked for', () => {
    const steps = scalarsIn(eventFilesOf(logged), 'train').filter(({ tag }) => tag === 'batch_loss')
    expect(steps.map(({ step, value }) => [step, value])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ])
    expect(steps.map(({ wallTime }) => wallTime - started)).toEqual([1, 2, 4, 6])
  })

  it('has a folder for the test set where that was watched, and no file without epochs', () => {
    const tested = logged.rows.map((each) => ({ ...each, testLoss: 0.5, testAccuracy: 0.75 }))
    const files = eventFilesOf({ ...logged, rows: tested })
    expect(files.map(({ path }) => path.split('/')[0])).toEqual(['train', 'validation', 'test'])
    expect(eventFilesOf({ ...logged, rows: [], steps: null })).toEqual([])
  })
})

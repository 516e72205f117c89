import { createHash } from 'node:crypto'
import { truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { DecodedDataset } from '../../src/main/services/decoded-dataset'
import { readInstalledParts } from '../../src/main/services/installed-parts'
import { joined } from '../../src/main/services/exports/archive'
import { decodedBytes } from '../../src/shared/domain/decoded-dataset'
import { checkout } from '../checkout'
import type { Dice } from './dice'
import { fuzzer, taken, type Case } from './harness'
import { jsonText } from './junk'
import { mutateBytes, mutateJson } from './mutate'

interface Pin {
  readonly dims: readonly number[]
  readonly sha256: string
}

/** The set-up's own reader: plain JavaScript, without types to import. */
interface IdxReader {
  readonly verifyIdxFile: (file: string, pin: Pin) => void
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A small IDX file of so many dimensions, unpacked. */
function idx(dims: readonly number[]): Uint8Array {
  const head = new Uint8Array(4 + 4 * dims.length)
  const view = new DataView(head.buffer)
  view.setUint32(0, (8 << 8) | dims.length)
  dims.forEach((size, at) => view.setUint32(4 + 4 * at, size))
  const body = new Uint8Array(dims.reduce((all, one) => all * one, 1))
  return joined([head, body.map((_, at) => at % 10)])
}

const forms = [[50], [6, 4, 4]]

const bombBytes = 65 * 1024 ** 2

function packed(dice: Dice, bytes: Uint8Array): Uint8Array {
  if (dice.percent(1)) return gzipSync(new Uint8Array(bombBytes), { level: 1 })
  const zip = gzipSync(dice.percent(50) ? mutateBytes(dice, bytes) : bytes)
  switch (dice.below(6)) {
    case 0:
      return mutateBytes(dice, bytes)
    case 1:
      return joined([zip, zip])
    case 2:
      return gzipSync(zip)
    case 3:
      return zip
    default:
      return mutateBytes(dice, zip)
  }
}

/** The packed files of the set-up, the decoded one, and what the set-up tells of them. */
export const fuzzDataset = fuzzer({
  name: 'fuzz-dataset',
  promise: 'a file of the data set is the pinned one to the last byte, or is refused by a rule',
  short: 200,
  open: async (dataDir) => {
    const url = pathToFileURL(join(checkout, 'scripts/setup/idx.mjs')).href
    // The set-up's module, whose only function that is used here is as declared above.
    // eslint-disable-next-line no-restricted-syntax -- our own file, found beside whatever runs this
    const { verifyIdxFile } = (await import(/* @vite-ignore */ url)) as IdxReader
    const file = join(dataDir, 'file')
    const decoded = { file, bytes: decodedBytes, sha256: 'ab'.repeat(32) }
    const parts = { node: 'node', dataset: { dir: dataDir, source: 'cache', tried: [], decoded } }

    const idxFile = async ({ dims, bytes }: { dims: readonly number[]; bytes: Uint8Array }) => {
      await writeFile(file, bytes)
      const whole = idx(dims)
      try {
        verifyIdxFile(file, { dims, sha256: sha256(whole) })
      } catch (error) {
        // The set-up has plain errors that begin with the file's name.
        if (error instanceof Error && error.message.startsWith('file ')) return 'refused'
        throw error
      }
      return 'accepted'
    }
    const installed = async ({ text, size }: { text: string; size: number }) => {
      await writeFile(file, 'x')
      await truncate(file, size)
      const list = join(dataDir, 'parts.json')
      await writeFile(list, text)
      const dataset = new DecodedDataset(readInstalledParts(list).dataset)
      await dataset.describe()
      return taken(() => dataset.open())
    }
    return {
      make: (dice): Case => {
        if (dice.percent(80)) {
          const dims = dice.pick(forms)
          return { what: 'idx', input: { dims, bytes: packed(dice, idx(dims)) } }
        }
        const text = dice.percent(10) ? jsonText(parts) : jsonText(mutateJson(dice, parts))
        const size = dice.percent(5) ? decodedBytes : dice.below(100)
        return { what: 'decoded', input: { text, size } }
      },
      // Shortened inputs may lack a part, and then show another fault than the one looked for.
      feed: ({ what, input }) =>
        what === 'idx'
          ? idxFile(input as Parameters<typeof idxFile>[0])
          : installed(input as Parameters<typeof installed>[0]),
    }
  },
})

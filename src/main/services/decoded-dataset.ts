import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { LabError } from '../../shared/contract/errors'
import type { DatasetReport } from '../../shared/contract/machine'
import type { BundleData } from '../../shared/domain/bundle/bundle'
import { decodedBytes } from '../../shared/domain/decoded-dataset'
import { fashionMnist } from '../../shared/domain/recipe'
import { reasonOf } from './file-reasons'
import type { InstalledParts } from './installed-parts'

const datasetName = 'Fashion-MNIST'
const remedy = 'Run "npm run setup" to fetch it anew.'
const unavailable = (message: string, cause?: unknown) =>
  new LabError('data-unavailable', `${message} ${remedy}`, { cause })

/** The decoded images that the set-up left in the cache: never used before their SHA-256 is checked. */
export class DecodedDataset {
  private verified: Promise<string> | null = null
  private verifiedAs = ''

  constructor(private readonly part: InstalledParts['dataset']) {}

  /** Path of the file; rejects with `data-unavailable` naming what is wrong. Hashes it only when it changed. */
  async open(): Promise<string> {
    const { file, sha256 } = this.decoded()
    const seen = await look(file)
    if (this.verified === null || this.verifiedAs !== seen) {
      this.verifiedAs = seen
      this.verified = verify(file, sha256)
    }
    return this.verified
  }

  /** Which images these are: SHA-256 of the decoded file, null where the set-up left none. */
  identity(): BundleData {
    return { name: datasetName, sha256: this.part?.decoded?.sha256 ?? null }
  }

  async describe(): Promise<DatasetReport> {
    const problem = await this.open().then(
      () => null,
      (error: unknown) => (error as Error).message,
    )
    return {
      name: datasetName,
      ready: problem === null,
      trainImages: fashionMnist.trainImages,
      testImages: fashionMnist.testImages,
      source: this.part?.source ?? 'none',
      folder: this.part?.dir ?? null,
      problem,
    }
  }

  private decoded() {
    if (this.part?.decoded) return this.part.decoded
    const tried = this.part?.tried.map(({ way, why }) => `${way}: ${why}`).join('; ')
    throw unavailable(`Fashion-MNIST is not on this machine${tried ? ` (${tried})` : ''}.`)
  }
}

/** Size and time, which tell at once whether the file is still the one that was checked. */
async function look(file: string): Promise<string> {
  const found = await stat(file).catch((error: unknown) => {
    throw unavailable(`The decoded data cannot be read: ${file}: ${reasonOf(error)}.`, error)
  })
  if (found.size !== decodedBytes) {
    throw unavailable(`${file} has ${found.size} bytes; it must have ${decodedBytes}.`)
  }
  return `${found.size} ${found.mtimeMs}`
}

const chunkBytes = 1024 ** 2

async function verify(file: string, expected: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
      hash.update(chunk as Buffer)
    }
  } catch (error) {
    throw unavailable(`The decoded data cannot be read: ${file}: ${reasonOf(error)}.`, error)
  }
  const found = hash.digest('hex')
  if (found === expected) return file
  throw unavailable(`${file} has SHA-256 ${found}; it must have ${expected}.`)
}

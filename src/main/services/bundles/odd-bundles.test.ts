import { strToU8, unzipSync, Zip, ZipPassThrough, zipSync } from 'fflate/browser'
import { describe, expect, it } from 'vitest'
import { articleTemplate } from '../../../shared/domain/article'
import { asStudyId } from '../../../shared/domain/ids'
import type { StepSeries } from '../../../shared/domain/series'
import type { Study, Trial } from '../../../shared/domain/study'
import { newRun } from '../new-run'
import { rowOf } from '../testing/fakes'
import { listName, type BundleList, type StepColumn } from './contents'
import { readBundle } from './read-bundle'
import { decodeStepColumns, encodeStepColumns } from './step-files'
import { bundleId, hashOf, writeBundle } from './write-bundle'

const [trial] = articleTemplate.trials as unknown as [Trial]
const study: Study = {
  id: asStudyId('study-1'),
  templateId: 'article',
  name: 'A study',
  description: '',
  createdAt: '2026-11-24T10:00:00.000Z',
  trials: [trial],
  seeds: [1],
}
const run = {
  ...newRun(study, trial, { seed: 1, attempt: 1 }, new Date(0)),
  status: 'stopped' as const,
  epochsDone: 1,
}
const noSteps: StepSeries = {
  loss: new Float32Array(),
  learningRate: new Float64Array(),
  momentum: null,
  norms: null,
}
const sound = {
  appVersion: '0.1.0',
  machine: { operatingSystem: 'Linux', processor: '?', cores: 1, nodeVersion: '22', engine: '?' },
  data: { name: 'Fashion-MNIST', sha256: 'cd'.repeat(32) },
  studies: [study],
  runs: [{ run, rows: [rowOf(0)], steps: noSteps }],
}

const sealed = (bytes: Uint8Array | undefined) =>
  JSON.parse(new TextDecoder().decode(bytes)) as BundleList

/** A bundle with other files, whose list says of each what is true: only what they hold is wrong. */
async function resealed(changes: Readonly<Record<string, unknown>>) {
  const files = unzipSync(await writeBundle(sound))
  for (const [path, change] of Object.entries(changes)) {
    if (change === null) Reflect.deleteProperty(files, path)
    else
      files[path] =
        change instanceof Uint8Array ? Uint8Array.from(change) : strToU8(JSON.stringify(change))
  }
  const { kind, version, appVersion, machine, data } = sealed(files[listName])
  const list = {
    kind,
    version,
    appVersion,
    machine,
    data,
    files: Object.entries(files)
      .filter(([path]) => path !== listName)
      .map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: hashOf(bytes) })),
  }
  files[listName] = strToU8(JSON.stringify({ ...list, id: bundleId(list) }))
  return zipSync(files)
}

const record = `runs/${run.id}/run.json`
const epochs = `runs/${run.id}/epochs.json`
const steps = (name: string) => `runs/${run.id}/steps/${name}`

describe('a bundle whose list is right and whose files are not', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['without the epochs of a run', { [epochs]: null }, `${epochs} is missing`],
    ['with a record that is none', { [record]: { ...run, seed: -1 } }, `${record}: seed: `],
    [
      'with the record of another run',
      { [record]: { ...run, id: 'other' } },
      `${record} is of another run, other`,
    ],
    [
      'with the study of another name',
      { 'studies/study-1.json': { ...study, id: 'study-2' } },
      'studies/study-1.json is of another study, study-2',
    ],
    [
      'with a file whose name is no id',
      { 'studies/Study 1.json': study },
      'studies/Study 1.json is not named by an id',
    ],
    ['without a study', { 'studies/study-1.json': null, [record]: null }, 'it has no study'],
    [
      'with half a number of a step',
      { [steps('loss.f32')]: new Uint8Array(7) },
      `runs/${run.id}/steps: loss has 7 bytes, which is no whole number of values`,
    ],
  ])('%s', async (_, changes, why) => {
    const bytes = await resealed(changes)
    expect(() => readBundle(bytes)).toThrow(`This is no sound bundle: ${why}`)
  })

  it('is told when its list is not the one that its id stands for', async () => {
    const files = unzipSync(await writeBundle(sound))
    const list = { ...sealed(files[listName]), appVersion: '9.9.9' }
    files[listName] = strToU8(JSON.stringify(list))
    expect(() => readBundle(zipSync(files))).toThrow(
      new RegExp(`${listName} has SHA-256 [0-9a-f]{64}; it says ${list.id} itself`),
    )
  })

  it('reads back as it is without any change', async () => {
    expect(readBundle(await resealed({})).runs).toEqual(sound.runs)
  })
})

describe('the steps of a run in a bundle', () => {
  const decoded = (files: Readonly<Record<string, readonly number[]>>) =>
    decodeStepColumns(({ name, type }: StepColumn) => {
      const values = files[name]
      if (!values) return undefined
      const numbers = type === 'f32' ? Float32Array.from(values) : Float64Array.from(values)
      return new Uint8Array(numbers.buffer)
    })
  const both = { loss: [1, 2], learningRate: [0.1, 0.2] }

  it('are none, or have what their optimizer and their recipe gave', () => {
    expect(encodeStepColumns(noSteps)).toEqual([])
    expect(decoded({})).toEqual(noSteps)
    expect(decoded(both)).toMatchObject({ momentum: null, norms: null })
    const norms = { gradientNorm: [3, 4], weightNorm: [5, 6], updateRatio: [7, 8] }
    expect(decoded({ ...both, ...norms })).toMatchObject({
      norms: {
        gradient: Float32Array.of(3, 4),
        weights: Float32Array.of(5, 6),
        updateRatio: Float32Array.of(7, 8),
      },
    })
  })

  it.each([['gradientNorm'], ['gradientNorm', 'weightNorm']])(
    'have no norms where only %s %s is there',
    (...names) => {
      const some = Object.fromEntries(names.map((name) => [name, [1, 2]]))
      expect(decoded({ ...both, ...some })).toMatchObject({ norms: null })
    },
  )

  it('are refused where their columns do not fit each other', () => {
    expect(decoded({ loss: [1], learningRate: [0.1, 0.2] })).toEqual({
      problem: 'its columns have different lengths: 2, 1',
    })
    for (const [name, values] of Object.entries(both)) {
      expect(decoded({ [name]: values })).toEqual({
        problem: 'it has but one of loss and learningRate',
      })
    }
  })
})

/** A zip file with these entries, even where several share a name. */
function zipOf(names: readonly string[]): Uint8Array {
  const chunks: Uint8Array[] = []
  const zip = new Zip((_, chunk) => void chunks.push(chunk))
  for (const name of names) {
    const entry = new ZipPassThrough(name)
    zip.add(entry)
    entry.push(new Uint8Array(), true)
  }
  zip.end()
  return Buffer.concat(chunks)
}

const endBytes = 22

/** The same archive in the form for more than 65,535 files. */
function zip64(bytes: Uint8Array, count: number): Uint8Array {
  const end = Buffer.from(bytes.subarray(-endBytes))
  const start = end.readUInt32LE(16)
  const large = Buffer.alloc(56)
  large.writeUInt32LE(0x06064b50, 0)
  large.writeUInt32LE(count, 32)
  large.writeUInt32LE(start, 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeUInt32LE(bytes.length - endBytes, 8)
  end.writeUInt16LE(0xffff, 8)
  end.writeUInt32LE(0xffffffff, 16)
  return Buffer.concat([bytes.subarray(0, -endBytes), large, locator, end])
}

describe('an archive that no bundle has to be', () => {
  it('with two files of one name', () => {
    expect(() => readBundle(zipOf(['a', 'a']))).toThrow('it has two files named a')
  })

  it('with more files than any study has runs', () => {
    const count = 100_001
    const bytes = zipOf(Array.from({ length: count }, (_, at) => String(at)))
    expect(() => readBundle(zip64(bytes, count))).toThrow('it has more than 100000 files')
  })

  it('that says it would unpack to more than fits into memory', () => {
    const bytes = Buffer.from(zipSync({ a: new Uint8Array(10) }))
    const entry = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    bytes.writeUInt32LE(0x7fff_ffff, entry + 24)
    expect(() => readBundle(bytes)).toThrow('unpacked it has more than 1.0 GB')
  })

  it('whose list is nothing at all', () => {
    expect(() => readBundle(zipSync({ [listName]: strToU8('null') }))).toThrow(`${listName}: `)
  })
})

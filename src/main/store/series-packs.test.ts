import { readFileSync, writeFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { toColumns } from '../../shared/domain/epoch-columns'
import { asRunId, asStudyId } from '../../shared/domain/ids'
import type { CachedSeries } from '../services/ports'
import { createSeriesPacks } from './series-packs'
import { temporaryFolder } from './testing/folder'
import { sampleRow } from './testing/samples'

const study = asStudyId('study-1')
const runs = new Map<ReturnType<typeof asRunId>, CachedSeries>([
  [
    asRunId('run-1'),
    { ...toColumns([sampleRow(0), sampleRow(1)]), rateSums: Float64Array.of(1, 3) },
  ],
  [asRunId('run-2'), toColumns([])],
])

function filledFolder(): string {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'studies'))
  return dataDir
}

it('comes back as it was written', async () => {
  const dataDir = filledFolder()
  await createSeriesPacks({ dataDir }).write(study, runs)
  expect(await createSeriesPacks({ dataDir }).read(study)).toEqual(runs)
  expect(readdirSync(join(dataDir, 'studies'))).toEqual(['study-1.epochs'])
})

it('is empty where it is missing, or where any byte of it is another', async () => {
  const dataDir = filledFolder()
  const packs = createSeriesPacks({ dataDir })
  expect((await packs.read(study)).size).toBe(0)
  await packs.write(study, runs)
  const path = join(dataDir, 'studies/study-1.epochs')
  const sound = readFileSync(path)
  for (let at = 0; at < sound.length; at++) {
    const damaged = Buffer.from(sound)
    damaged[at] = (damaged[at] ?? 0) ^ 4
    writeFileSync(path, damaged)
    expect((await packs.read(study)).size).toBe(0)
  }
  for (const length of [0, 3, 4, sound.length - 1]) {
    writeFileSync(path, sound.subarray(0, length))
    expect((await packs.read(study)).size).toBe(0)
  }
})

it('is done without where it cannot be written, or must not be', async () => {
  const dataDir = filledFolder()
  await createSeriesPacks({ dataDir, readOnly: true }).write(study, runs)
  await createSeriesPacks({ dataDir: join(dataDir, 'gone') }).write(study, runs)
  expect(readdirSync(join(dataDir, 'studies'))).toEqual([])
})

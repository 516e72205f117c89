import { createHash } from 'node:crypto'
import { basename, join } from 'node:path'
import { checkpointFault } from '../../../shared/contract/checkpoint-seal'
import { checkpointFolder } from '../checkpoint-files'
import { unlessMissing, type Disk } from '../disk'
import { setAside, isDraft, nodeSyncDisk, removeFile } from '../sync-disk'
import type { SeriesFiles, SeriesState } from '../series/files'
import { leaveIt, type Finding } from './finding'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** What a run's series and checkpoints are like. */
export interface RunState {
  readonly series: SeriesState
  readonly findings: readonly Finding[]
}

/** Looks at a run's series and checkpoints. */
export async function lookAtRun(
  disk: Disk,
  series: SeriesFiles,
  folder: string,
): Promise<RunState> {
  const state = await series.inspect(folder)
  return {
    series: state,
    findings: [
      ...(await seriesFindings(disk, folder, state)),
      ...(await checkpointFindings(disk, folder)),
    ],
  }
}

async function seriesFindings(
  disk: Disk,
  folder: string,
  { epochsFile, stepsFile, epochs, stepEpochs }: SeriesState,
): Promise<readonly Finding[]> {
  const torn = [epochsFile, stepsFile].flatMap(({ path, bytes, soundBytes }) => {
    const loose = bytes.length - soundBytes
    const problem = `its last ${loose} bytes are damaged`
    return loose > 0
      ? [{ file: path, problem, remedy: 'they are cut off, and kept beside it' }]
      : []
  })
  if (stepEpochs >= epochs || stepsFile.bytes.length > stepsFile.soundBytes) return torn
  // What was cut off is known, and stays beside the file.
  const begin = `${basename(stepsFile.path)}.torn-`
  const names = await unlessMissing<string[]>(disk.readdir(folder), [])
  if (names.some((name) => name.startsWith(begin))) return torn
  const problem = `the steps of ${epochs - stepEpochs} of ${epochs} epochs are missing`
  return [...torn, { file: stepsFile.path, problem, remedy: 'that is noted beside it' }]
}

async function checkpointFindings(disk: Disk, folder: string): Promise<readonly Finding[]> {
  const inside = checkpointFolder(folder)
  const findings: Finding[] = []
  for (const name of await unlessMissing<string[]>(disk.readdir(inside), [])) {
    const file = join(inside, name)
    if (isDraft(name)) {
      findings.push({ file, problem: 'it was never finished', remedy: 'it is deleted' })
    } else if (name.endsWith('.ckpt')) {
      const fault = checkpointFault(await disk.readFile(file), sha256)
      const remedy = fault?.includes('version') ? leaveIt : 'it is set aside'
      if (fault !== null) findings.push({ file, problem: fault, remedy })
    }
  }
  return findings
}

/** Does what {@link lookAtRun} says; what was done, a sentence each. */
export async function mendRun(
  disk: Disk,
  series: SeriesFiles,
  folder: string,
): Promise<readonly string[]> {
  const done: string[] = []
  for (const { file, problem, remedy } of (await lookAtRun(disk, series, folder)).findings) {
    if (remedy === 'it is set aside') {
      done.push(`${file}: ${problem}. It is kept as ${setAside(nodeSyncDisk, file)}.`)
    } else if (remedy === 'it is deleted') {
      removeFile(nodeSyncDisk, file)
      done.push(`${file} was deleted: ${problem}.`)
    } else if (remedy !== leaveIt) done.push(`${file}: ${problem}; ${remedy}.`)
  }
  if (done.length > 0) await series.mend(folder)
  return done
}

import { createHash } from 'node:crypto'
import { zipped, type ArchivedFile } from '../exports/archive'
import {
  bundleVersion,
  epochsPath,
  listName,
  readmeName,
  recordPath,
  stepsPath,
  studyPath,
  type BundleContents,
  type BundledRun,
  type BundleList,
} from './contents'
import { encodeStepColumns } from './step-files'

const readme = `This is a bundle of Cooldown, a lab for learning-rate schedules.

  cooldown bundle show <file>      what is in it
  cooldown bundle verify <file>    train its runs again and compare
  cooldown bundle add <file>       add it to your history

bundle.json lists every other file with its SHA-256. studies/ holds recipes and seeds, runs/ what
came of them: run.json the record, epochs.json a row per epoch (counted from 0), steps/ a value per
step, little-endian without a header: numpy.fromfile(path, '<f8') for .f64, '<f4' for .f32.
`

const encoder = new TextEncoder()
const json = (value: unknown) => encoder.encode(`${JSON.stringify(value, null, 1)}\n`)

/** SHA-256 in hexadecimal. */
export const hashOf = (bytes: Uint8Array | string) =>
  createHash('sha256').update(bytes).digest('hex')

const runFiles = ({ run, rows, steps }: BundledRun): ArchivedFile[] => [
  { path: recordPath(run.id), bytes: json(run) },
  { path: epochsPath(run.id), bytes: json(rows) },
  ...encodeStepColumns(steps).map(({ column, bytes }) => ({
    path: stepsPath(run.id, column),
    bytes,
  })),
]

/** Identity of a bundle: the hash of its list of contents but for the identity itself. */
export const bundleId = (list: Omit<BundleList, 'id'>) => hashOf(JSON.stringify(list))

/** A bundle as a file: the same contents make the same bytes. */
export function writeBundle(contents: BundleContents): Promise<Uint8Array<ArrayBuffer>> {
  const { appVersion, machine, data, studies, runs } = contents
  const files: ArchivedFile[] = [
    { path: readmeName, bytes: encoder.encode(readme) },
    ...studies.map((study) => ({ path: studyPath(study), bytes: json(study) })),
    ...runs.flatMap(runFiles),
  ]
  const list: Omit<BundleList, 'id'> = {
    kind: 'cooldown-bundle',
    version: bundleVersion,
    appVersion,
    machine,
    data,
    files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: hashOf(bytes) })),
  }
  const { kind, version, ...others } = list
  const sealed: BundleList = { kind, version, id: bundleId(list), ...others }
  return zipped([{ path: listName, bytes: json(sealed) }, ...files])
}

import { join } from 'node:path'
import { importFault } from '../import-store'
import { RemovedList } from '../removed-list'
import { isSoundPack } from '../series-packs'
import { isDraft, nodeSyncDisk, removeFile, setAside } from '../sync-disk'
import { leaveIt, type Finding } from './finding'

const disk = nodeSyncDisk

const namesIn = (folder: string): readonly string[] =>
  disk.existsSync(folder) ? [...disk.readdirSync(folder)].sort() : []

const importEnding = '.jsonl'
const packEnding = '.epochs'

/** Imported curves that cannot be used, all of their points read. */
export function findInImports(dataDir: string): readonly Finding[] {
  const folder = join(dataDir, 'imports')
  return namesIn(folder)
    .filter((name) => name.endsWith(importEnding))
    .flatMap((name) => {
      const file = join(folder, name)
      const problem = importFault(
        name.slice(0, -importEnding.length),
        disk.readFileSync(file, 'utf8'),
      )
      if (problem === null) return []
      return [{ file, problem, remedy: problem.includes('newer') ? leaveIt : 'it is set aside' }]
    })
}

/** What is left of things that were never finished. */
export function findLeftovers(dataDir: string): readonly Finding[] {
  const studies = join(dataDir, 'studies')
  const drafts = [dataDir, studies, join(dataDir, 'imports')].flatMap((folder) =>
    namesIn(folder)
      .filter(isDraft)
      .map((name) => ({
        file: join(folder, name),
        problem: 'it was never finished',
        remedy: 'it is deleted',
      })),
  )
  const removals = namesIn(studies)
    .filter((name) => name.endsWith('.removed'))
    .map((name) => ({
      file: join(studies, name),
      problem: 'the deletion of a study broke off',
      remedy: 'it is ended',
    }))
  return [...drafts, ...removals]
}

/** Packs of series that are not as they were written: they count as empty. */
export function findInPacks(dataDir: string): readonly Finding[] {
  const folder = join(dataDir, 'studies')
  return namesIn(folder)
    .filter((name) => name.endsWith(packEnding))
    .map((name) => join(folder, name))
    .filter((file) => !isSoundPack(disk.readFileSync(file)))
    .map((file) => ({
      file,
      problem: 'it is damaged, and charts do without it',
      remedy: 'it is deleted, and made anew when runs are drawn',
    }))
}

export function findInRemovedList(dataDir: string): readonly Finding[] {
  const list = new RemovedList(dataDir, disk)
  const { problem, isNewer } = list.read()
  if (problem === null) return []
  const remedy = isNewer ? leaveIt : 'it is set aside, and what it named is back'
  return [{ file: list.path, problem: 'it cannot be read', remedy }]
}

/** Sets damaged imports aside and deletes damaged packs; what was done, a sentence each. */
export function mendOthers(dataDir: string): readonly string[] {
  const imports = findInImports(dataDir)
    .filter(({ remedy }) => remedy !== leaveIt)
    .map(({ file, problem }) => `${file}: ${problem}. It is kept as ${setAside(disk, file)}.`)
  const packs = findInPacks(dataDir).map(({ file }) => {
    removeFile(disk, file)
    return `${file} was damaged, and deleted: it is made anew when runs are drawn.`
  })
  return [...imports, ...packs]
}

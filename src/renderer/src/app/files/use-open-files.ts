import { useRouter } from 'vue-router'
import { LabError } from '../../../../shared/contract/errors'
import { readStudyFile } from '../../../../shared/contract/study-file'
import { importLimits } from '../../../../shared/domain/compare/imports'
import { formatBytes, formatCount, plural } from '../../../../shared/domain/format'
import { definitionOf } from '../../../../shared/domain/schedule'
import { guessForm, readImport } from '../../features/designer/code/read-import'
import { useBundlesStore } from '../../stores/bundles'
import { useCompareStore } from '../../stores/compare'
import { useDesignStore } from '../../stores/design'
import { useFaultsStore } from '../../stores/faults'
import { useImportsStore } from '../../stores/imports'
import { useStudyDraftStore } from '../../stores/study-draft'
import { useToldStore } from '../../stores/told'
import { filesTexts as words } from '../../texts/files'
import { mostFiles, type GivenFile } from './dropped-files'
import { kindByName, kindOfJson, type FileKind } from './recognise'

/** Far more than any schedule or study needs. */
const mostJson = 64 * 1024 ** 2

const nameOf = (path: string) => path.replace(/^.*\//, '')
const bytesOf = async (file: File) => new Uint8Array(await file.arrayBuffer())

function refuse(message: string): never {
  throw new LabError('bad-input', message)
}

async function kindOf({ path, file }: GivenFile): Promise<FileKind> {
  const kind = kindByName(path)
  if (kind !== 'json') return kind
  const most = Math.min(mostJson, importLimits.bytes)
  if (file.size > most) {
    refuse(words.tooLarge(nameOf(path), formatBytes(file.size), formatBytes(most)))
  }
  return kindOfJson(await file.text())
}

/** Opens files, each as what it is, and shows what came of it. */
export function useOpenFiles(): (files: readonly GivenFile[]) => Promise<void> {
  const router = useRouter()
  const design = useDesignStore()
  const draft = useStudyDraftStore()
  const imports = useImportsStore()
  const comparison = useCompareStore()
  const bundles = useBundlesStore()
  const { attempt } = useFaultsStore()
  const { tell, dismiss } = useToldStore()

  async function openSchedule({ path, file }: GivenFile): Promise<void> {
    const text = await file.text()
    const read = readImport(text, guessForm(text))
    if (!read.ok) return refuse(words.unread(nameOf(path), read.problem))
    design.change({ spec: read.spec, selected: '' })
    await router.push({ name: 'designer' })
    tell(words.schedule(nameOf(path), definitionOf(read.spec.kind).title))
  }

  async function openStudy({ path, file }: GivenFile): Promise<void> {
    const read = readStudyFile(await file.text())
    if (!read.ok) return refuse(words.unread(nameOf(path), read.problem))
    // What somebody has worked on is kept behind an Undo.
    if (draft.isDirty) draft.keep(read.draft)
    else draft.open(read.draft, nameOf(path))
    await router.push({ name: 'study-editor' })
    tell(words.study(read.draft.name))
  }

  async function layCurves(files: readonly GivenFile[]): Promise<void> {
    const given = await Promise.all(
      files.map(async ({ path, file }) => ({ path, bytes: await bytesOf(file) })),
    )
    const [first] = given
    const outcome = await imports.add(given)
    if (!outcome || !first) return
    const { choice } = comparison.view
    const ids = outcome.imports.map(({ id }) => id)
    comparison.choose({ imports: [...new Set([...choice.imports, ...ids])] })
    await router.push({ name: 'compare' })
    const from = given.length === 1 ? nameOf(first.path) : words.more(given.length)
    const done = words.curves(plural(ids.length, 'curve'), from)
    tell([done, ...outcome.notices].join(' '))
  }

  async function addBundle({ path, file }: GivenFile): Promise<void> {
    const added = await bundles.add(await bytesOf(file))
    const [first] = added?.histories ?? []
    if (!added || !first) return
    const runs = added.histories.reduce((sum, history) => sum + history.runs.length, 0)
    await router.push({ name: 'study', params: { studyId: first.study.id } })
    const studies = plural(added.histories.length, 'study', 'studies')
    tell(words.bundle(nameOf(path), studies, plural(runs, 'run')))
  }

  async function openOne(given: GivenFile, kind: FileKind): Promise<void> {
    switch (kind) {
      case 'schedule':
        return openSchedule(given)
      case 'study':
        return openStudy(given)
      case 'curves':
        return layCurves([given])
      case 'bundle':
        return addBundle(given)
      case 'unknown':
        return refuse(words.unknown(nameOf(given.path)))
    }
  }

  /** Each on its own, so that one that cannot be read keeps no other from being opened. */
  async function openEach(files: readonly GivenFile[]): Promise<void> {
    const curves: GivenFile[] = []
    for (const given of files) {
      await attempt(async () => {
        if (given.file.size === 0) refuse(words.empty(nameOf(given.path)))
        const kind = await kindOf(given)
        // Curves of several files may belong together: the lab sees them at once.
        if (kind === 'curves') curves.push(given)
        else await openOne(given, kind)
      })
    }
    if (curves.length > 0) await attempt(() => layCurves(curves))
  }

  return async (files) => {
    const [first] = files
    if (!first) return
    await attempt(async () => {
      if (files.length > mostFiles) {
        refuse(words.tooMany(formatCount(files.length), formatCount(mostFiles)))
      }
      tell(words.reading(files.length === 1 ? nameOf(first.path) : words.more(files.length)), true)
      await openEach(files)
    })
    dismissBusy()
  }

  function dismissBusy(): void {
    if (useToldStore().told?.busy) dismiss()
  }
}

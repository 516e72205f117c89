import { shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { LabError } from '../../../../shared/contract/errors'
import { readStudyFile } from '../../../../shared/contract/study-file'
import { draftOfTemplate } from '../../../../shared/domain/study-plan/draft'
import { studyFileName, studyFileText } from '../../../../shared/domain/study-plan/study-file'
import { saveText } from '../../composables/save-file'
import { useFaultsStore } from '../../stores/faults'
import { useStudiesStore } from '../../stores/studies'
import { emptyDraft, orderOf, useStudyDraftStore } from '../../stores/study-draft'
import { studyEditorTexts as words } from '../../texts/study-editor'

/** What can be done with the whole study: begin another, open and save files, start it. */
export function useEditorActions() {
  const store = useStudyDraftStore()
  const studies = useStudiesStore()
  const { attempt } = useFaultsStore()
  const router = useRouter()
  const starting = shallowRef(false)

  async function start(): Promise<void> {
    if (starting.value) return
    starting.value = true
    const created = await studies.create({ draft: orderOf(store.draft) })
    starting.value = false
    if (!created) return
    store.markClean()
    await router.push({ name: 'study', params: { studyId: created.study.id } })
  }

  /** A template by its id, or an empty study. */
  function begin(id: string): void {
    const template = studies.templates.find((each) => each.id === id)
    if (template) store.open(draftOfTemplate(template), template.id)
    else if (id === '') store.open(emptyDraft(), null)
  }

  const openFile = (file: File) =>
    attempt(async () => {
      const read = readStudyFile(await file.text())
      if (!read.ok) throw new LabError('bad-input', words.fileRefused(file.name, read.problem))
      store.open(read.draft, file.name)
    })

  function saveFile(): void {
    saveText(studyFileText(store.draft), studyFileName(store.draft.name), 'application/json')
    store.markClean()
  }

  return { start, starting, begin, openFile, saveFile }
}

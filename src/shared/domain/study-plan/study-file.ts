import type { StudyDraft } from './draft'

/** What a study file says that it is. */
export const studyFileKind = 'cooldown-study'
export const studyFileVersion = 1
export const studyFileEnding = '.cooldown-study.json'

/** A study as a file: what is needed to make it once more, and no runs. */
export function studyFileText({ name, description, objective, seeds, trials }: StudyDraft): string {
  const study = {
    name,
    description,
    objective,
    seeds,
    // Ids are made from the names when it is read.
    trials: trials.map((trial) => ({ ...trial, id: undefined })),
  }
  return `${JSON.stringify({ kind: studyFileKind, version: studyFileVersion, study }, null, 2)}\n`
}

/** A file name for a study: letters and digits of its name, at most 60. */
export function studyFileName(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  const words = plain.match(/[a-z0-9]+/g) ?? []
  return `${words.join('-').slice(0, 60).replace(/-$/, '') || 'study'}${studyFileEnding}`
}

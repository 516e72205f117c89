declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** Identity of one study; letters, digits and dashes, safe as a file name. */
export type StudyId = Branded<'StudyId'>

/** Identity of a trial inside its study. */
export type TrialId = Branded<'TrialId'>

/** Identity of one run; letters, digits and dashes, safe as a folder name. */
export type RunId = Branded<'RunId'>

/** Identity of one saved schedule. */
export type ScheduleId = Branded<'ScheduleId'>

const idPattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

/** True for 1 to 64 lower-case letters, digits and inner dashes: never a path. */
export function isSafeId(text: string): boolean {
  return idPattern.test(text)
}

// The only casts from plain text to an id: callers have checked the text with `isSafeId`.
export const asStudyId = (text: string) => text as StudyId
export const asTrialId = (text: string) => text as TrialId
export const asRunId = (text: string) => text as RunId
export const asScheduleId = (text: string) => text as ScheduleId

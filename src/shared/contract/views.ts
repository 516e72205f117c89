import { z } from 'zod'
import type { CompareView, RunChoice, SavedView, TableLook } from '../domain/compare/compare-view'
import { importLimits } from '../domain/compare/imports'
import { viewLimits as limits } from '../domain/compare/view-limits'
import { compareLook } from './compare-look'
import { runId, safeId, studyId, time } from './schemas'

const fieldName = z.string().min(1).max(limits.fieldCharacters)
const name = z.string().trim().min(1).max(limits.nameCharacters)

const choice: z.ZodType<RunChoice> = z.object({
  studyIds: z.array(studyId).max(limits.studies).nullable(),
  filter: z.string().max(limits.filterCharacters),
  hidden: z.array(runId).max(limits.hidden),
  archived: z.boolean(),
  imports: z.array(safeId).max(importLimits.kept),
})

const table: z.ZodType<TableLook> = z.object({
  columns: z.array(fieldName).max(limits.columns),
  sort: z.object({ field: fieldName, descending: z.boolean() }).nullable(),
})

const checked: z.ZodType<CompareView> = z.object({ choice, look: compareLook, table })

/** A whole comparison, as it comes from outside. */
// What goes in has the type of what comes out, which zod cannot tell of readonly lists.
export const compareView = checked as z.ZodType<CompareView, CompareView>

/** Identity of a saved view. */
export const viewId = safeId

export const savedView: z.ZodType<SavedView> = z.object({
  id: viewId,
  name,
  savedAt: time,
  view: compareView,
})

export const savedViews = z.array(savedView)

/** A view to keep: a new one, or in place of the one that has the id. */
export const viewToSave = z.object({ id: viewId.optional(), name, view: compareView })
export type ViewToSave = z.output<typeof viewToSave>

export const viewToRemove = z.object({ viewId })

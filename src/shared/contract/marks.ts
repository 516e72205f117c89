import { z } from 'zod'
import { markLimits as limits, type MarkChanges, type RunMarks } from '../domain/run-marks'

const tag = z
  .string()
  .trim()
  .min(1)
  .max(limits.tagCharacters)
  .refine((text) => !/[\r\n\t]/.test(text), { error: 'must be one line without tabs' })
const tags = z.array(tag).max(limits.tags)
const note = z.string().max(limits.noteCharacters)
const name = z.string().trim().min(1).max(limits.nameCharacters)
const colour = z
  .int()
  .min(0)
  .max(limits.colours - 1)

/** What is noted on a run, as its record has it. */
export const runMarks: z.ZodType<RunMarks> = z.object({
  tags,
  note,
  name: name.optional(),
  colour: colour.optional(),
  archived: z.boolean().optional(),
})

/** What is to be noted; fields left out stay as they are, null takes a name or colour away. */
export const markChanges: z.ZodType<MarkChanges, MarkChanges> = z
  .strictObject({
    addTags: tags.optional(),
    removeTags: z.array(z.string().trim()).max(1_000).optional(),
    note: note.optional(),
    name: name.nullable().optional(),
    colour: colour.nullable().optional(),
    archived: z.boolean().optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, {
    error: 'must change something: addTags, removeTags, note, name, colour or archived',
  })

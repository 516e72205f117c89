import { z } from 'zod'
import type { DamageReport, ListStore } from '../services/ports'
import { openDocument, type DocumentKind, type DocumentPlace } from './guarded-document'
import type { Decoded } from './guarded-file'
import { seal, unsealText } from './sealed'

const newestVersion = 1

/** A list in a file of its own. */
export interface ListKind<Item> {
  /** `<name>.json` in the data folder. */
  readonly name: string
  /** As the start of a sentence: "The saved schedules". */
  readonly title: string
  /** What to tell people when file and copy are both damaged. */
  readonly lost: string
  readonly schema: z.ZodType<readonly Item[]>
}

function decodeWith<Item>(schema: z.ZodType<readonly Item[]>) {
  return (text: string): Decoded<readonly Item[]> => {
    const found = unsealText(text, newestVersion)
    if (found.kind !== 'sound') return found
    const read = schema.safeParse(found.body)
    return read.success
      ? { kind: 'sound', value: read.data }
      : { kind: 'damaged', why: z.prettifyError(read.error) }
  }
}

/** A list that people keep as a document: all of it under one seal. */
export const listDocument = <Item>({
  schema,
  ...kind
}: ListKind<Item>): DocumentKind<readonly Item[]> => ({
  ...kind,
  initial: [],
  decode: decodeWith(schema),
  encode: (items) => seal(newestVersion, items),
})

/** Opens a list that people keep, in one guarded file. */
export const openList = <Item>(
  kind: DocumentKind<readonly Item[]>,
  place: DocumentPlace,
): ListStore<Item> & DamageReport => openDocument(kind, place)

import type { FieldType, FieldValue, RunField } from '../../../../../shared/domain/compare/field'
import type { RowItem } from './row-items'
import { fieldNamed } from '../../../../../shared/domain/compare/run-fields'

/** A column of the table: a field and the room it takes. */
export interface Column {
  readonly name: string
  readonly title: string
  readonly hint: string
  readonly numeric: boolean
  /** Pixels. */
  readonly width: number
  readonly field: RunField
}

const widths: Readonly<Record<FieldType, number>> = {
  number: 104,
  time: 130,
  flag: 84,
  text: 132,
  list: 132,
}
/** Fields whose cells are drawn, not written. */
const drawnWidths: Readonly<Record<string, number>> = { status: 112, schedule: 190, study: 170 }

const letterWidth = 6.6
const besideTitle = 30
const widest = 190

/** Wide enough for its values, and for most of its title. */
const widthOf = ({ name, title, type }: RunField) =>
  drawnWidths[name] ??
  Math.max(widths[type], Math.min(widest, Math.round(title.length * letterWidth) + besideTitle))

/** A field as a column. */
export const columnOf = (field: RunField): Column => ({
  name: field.name,
  title: field.title,
  hint: `${field.title}: ${field.meaning}`,
  numeric: field.type === 'number',
  width: widthOf(field),
  field,
})

/** The columns beside the name; names that no field has are left out. */
export const columnsOf = (names: readonly string[]): readonly Column[] =>
  names.flatMap((name) => {
    const field = name === 'name' ? undefined : fieldNamed(name)
    return field ? [columnOf(field)] : []
  })

/** What a row has in a column. */
export type ValueOf = (item: RowItem, column: Column) => FieldValue

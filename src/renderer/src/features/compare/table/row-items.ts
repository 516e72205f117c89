import type { ComparedRun, ImportedInfo } from '../../../../../shared/domain/compare/compared-run'

/** A row of the table. */
export type RowItem =
  | { readonly kind: 'run'; readonly id: string; readonly compared: ComparedRun }
  | { readonly kind: 'heading'; readonly id: string; readonly count: number }
  | { readonly kind: 'import'; readonly id: string; readonly imported: ImportedInfo }

/** The runs, and below them under a heading the curves from elsewhere, if there are any. */
export function rowItems(
  runs: readonly ComparedRun[],
  imports: readonly ImportedInfo[],
): readonly RowItem[] {
  const own = runs.map((compared) => ({ kind: 'run' as const, id: compared.run.id, compared }))
  if (imports.length === 0) return own
  return [
    ...own,
    { kind: 'heading', id: 'imports-heading', count: imports.length },
    ...imports.map((imported) => ({ kind: 'import' as const, id: imported.id, imported })),
  ]
}

/** Rows that can be picked: all but headings. */
export const pickable = (items: readonly RowItem[]): readonly string[] =>
  items.flatMap(({ kind, id }) => (kind === 'heading' ? [] : [id]))

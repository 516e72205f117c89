import { storeToRefs } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import type { TableLook } from '../../../../../shared/domain/compare/compare-view'
import { fieldNamed } from '../../../../../shared/domain/compare/run-fields'
import type { MenuEntry } from '../../../components/context-menu'
import { useComparedRuns } from '../../../composables/use-compared-runs'
import { useCompareStore } from '../../../stores/compare'
import { useImportsStore } from '../../../stores/imports'
import { compareTexts } from '../../../texts/compare'
import { movedBy, movedTo } from '../columns/moved'
import { columnsOf, type Column, type ValueOf } from './columns'
import { importValue } from './import-value'
import { ranksOf } from './ranks'

/** The first click on a column brings its better end to the top, where it has one. */
export function nextSort(sort: TableLook['sort'], name: string): TableLook['sort'] {
  const firstDescending = fieldNamed(name)?.better === 'high'
  if (sort?.field !== name) return { field: name, descending: firstDescending }
  return sort.descending === firstDescending ? { field: name, descending: !firstDescending } : null
}

/** Columns, their order and what the table is sorted by. */
export function useGridActions() {
  const store = useCompareStore()
  const { view } = storeToRefs(store)
  const { matching, rowsOf } = useComparedRuns()

  const table = computed(() => view.value.table)
  const names = computed(() => table.value.columns)
  const sort = computed(() => table.value.sort)
  const columns: ComputedRef<readonly Column[]> = computed(() => columnsOf(names.value))
  const ranks = computed(() => {
    const field = sort.value ? fieldNamed(sort.value.field) : null
    if (field?.type !== 'number' || field.better === null) return null
    return ranksOf(matching.value, field, field.needsRows ? rowsOf.value : undefined)
  })

  const imports = useImportsStore()
  const valueOf: ValueOf = (item, { name, field }) => {
    switch (item.kind) {
      case 'run':
        return field.read(item.compared, field.needsRows ? rowsOf.value : undefined)
      case 'import':
        return importValue(name, item.imported, imports.rows.get(item.id))
      case 'heading':
        return null
    }
  }

  const arrange = (next: readonly string[]) => store.arrange({ columns: next })
  const sortBy = (name: string) => store.arrange({ sort: nextSort(sort.value, name) })
  /** Brings the best to the top; what they are ranked by is seen beside the name. */
  function rankBy(name: string | null): void {
    if (name === null) return store.arrange({ sort: null })
    const sorted = { field: name, descending: fieldNamed(name)?.better === 'high' }
    const [first = 'name', ...others] = names.value
    const shown = names.value.includes(name) ? names.value : [first, name, ...others]
    store.arrange({ sort: sorted, columns: shown })
  }
  const move = (name: string, by: number) => arrange(movedBy(names.value, name, by))
  const moveTo = (name: string, place: string) => arrange(movedTo(names.value, name, place))
  const drop = (name: string) => arrange(names.value.filter((each) => each !== name))

  /** The menu of a column's head. */
  const menuOf = (name: string): readonly MenuEntry[] => {
    const { table: words } = compareTexts
    const is = (descending: boolean) =>
      sort.value?.field === name && sort.value.descending === descending
    return [
      { id: 'ascending', label: words.ascending, checked: is(false) },
      { id: 'descending', label: words.descending, checked: is(true) },
      { id: 'unsorted', label: words.unsorted, disabled: sort.value === null },
      ...(name === 'name'
        ? []
        : ([
            'line',
            { id: 'left', label: words.left, keys: 'Alt+←' },
            { id: 'right', label: words.right, keys: 'Alt+→' },
            { id: 'drop', label: words.removeColumn },
          ] as const)),
      'line',
      { id: 'choose', label: words.chooseColumns },
    ]
  }
  const act = (name: string, id: string) => {
    if (id === 'ascending' || id === 'descending') {
      store.arrange({ sort: { field: name, descending: id === 'descending' } })
    } else if (id === 'unsorted') store.arrange({ sort: null })
    else if (id === 'left' || id === 'right') move(name, id === 'left' ? -1 : 1)
    else if (id === 'drop') drop(name)
  }

  return { columns, sort, ranks, valueOf, sortBy, rankBy, move, moveTo, menuOf, act }
}

export type GridActions = ReturnType<typeof useGridActions>

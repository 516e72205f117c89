import type { ComputedRef } from 'vue'
import type { RunId } from '../../../../../shared/domain/ids'
import type { RunAction } from '../marks/run-menu'
import type { GridKey } from './grid-keys'
import type { RowItem } from './row-items'
import type { PickMode } from './selection'
import type { ImportActions } from './use-import-actions'
import type { useRowSelection } from './use-row-selection'

interface RunParts {
  readonly draw: (runIds: readonly RunId[], on: boolean) => void
  readonly act: (action: RunAction) => void
}

/** What the keys and checkboxes of the table do, with runs and with curves from elsewhere. */
export function useKeys(
  items: ComputedRef<readonly RowItem[]>,
  rows: ReturnType<typeof useRowSelection>,
  runs: RunParts,
  imports: ImportActions,
  drawn: ComputedRef<ReadonlySet<string>>,
) {
  const runIdsOf = (some: readonly RowItem[]) =>
    some.flatMap((item) => (item.kind === 'run' ? [item.compared.run.id] : []))
  const importIdsOf = (some: readonly RowItem[]) =>
    some.flatMap((item) => (item.kind === 'import' ? [item.id] : []))

  function drawItems(some: readonly RowItem[], on: boolean): void {
    runs.draw(runIdsOf(some), on)
    imports.draw(importIdsOf(some), on)
  }
  const draw = (id: string, on: boolean) =>
    drawItems(
      items.value.filter((item) => item.id === id),
      on,
    )
  const drawAll = (on: boolean) => drawItems(items.value, on)

  /** The selected runs, or the row that the keys are on where none is. */
  function meant(): readonly RowItem[] {
    const selected = items.value.filter(({ id }) => rows.selected.value.has(id as RunId))
    if (selected.length > 0) return selected
    return items.value.filter(({ id }) => id === rows.active.value)
  }
  function toggleDrawn(): void {
    const some = meant()
    drawItems(some, !some.every(({ id }) => drawn.value.has(id)))
  }

  /** Does it with the import that the keys are on, or with the selected runs. */
  function act(action: 'open' | 'rename' | 'remove'): void {
    const { active } = rows
    if (active.value !== null && imports.has(active.value)) {
      imports.aim(active.value)
      if (action !== 'open') imports.act(action)
      return
    }
    if (rows.selected.value.size === 0 && active.value !== null) rows.aim(active.value)
    if (action === 'remove' || rows.selected.value.size === 1) runs.act(action)
  }

  function press(key: GridKey, mode: PickMode, perPage: number): void {
    switch (key) {
      case 'up':
        return rows.move(-1, mode)
      case 'down':
        return rows.move(1, mode)
      case 'pageUp':
        return rows.move(-perPage, mode)
      case 'pageDown':
        return rows.move(perPage, mode)
      case 'first':
        return rows.move(-Infinity, mode)
      case 'last':
        return rows.move(Infinity, mode)
      case 'all':
        return rows.all()
      case 'none':
        return rows.none()
      case 'select':
        if (rows.active.value !== null) rows.pick(rows.active.value, 'toggle')
        return
      case 'draw':
        return toggleDrawn()
      case 'open':
      case 'rename':
        return act(key)
      case 'delete':
        return act('remove')
      case 'menu':
        return
    }
  }

  return { draw, drawAll, press }
}

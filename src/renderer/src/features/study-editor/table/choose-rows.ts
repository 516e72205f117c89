import type { TrialId } from '../../../../../shared/domain/ids'

/** How a row was pressed: alone, added to what is selected, or with all up to it. */
export type Press = 'only' | 'toggle' | 'range'

/** What is selected then; a range goes from the row that was pressed last. */
export function chosenAfter(
  order: readonly TrialId[],
  selected: readonly TrialId[],
  pressed: TrialId,
  press: Press,
  last: TrialId | null,
): readonly TrialId[] {
  switch (press) {
    case 'only':
      return [pressed]
    case 'toggle':
      return selected.includes(pressed)
        ? selected.filter((id) => id !== pressed)
        : [...selected, pressed]
    case 'range': {
      const [a, b] = [order.indexOf(last ?? pressed), order.indexOf(pressed)]
      if (a === -1) return [pressed]
      return order.slice(Math.min(a, b), Math.max(a, b) + 1)
    }
  }
}

/** What a click with these keys means. */
export const pressOf = ({
  shiftKey,
  ctrlKey,
  metaKey,
}: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>): Press =>
  shiftKey ? 'range' : ctrlKey || metaKey ? 'toggle' : 'only'

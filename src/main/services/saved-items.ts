import { LabError } from '../../shared/contract/errors'
import { formatCount } from '../../shared/domain/format'
import type { ListStore } from './ports'

/** What is kept under names, and how much of it. */
export interface SavedKind<Item> {
  /** As in "saved schedule". */
  readonly noun: string
  readonly most: number
  readonly mostCharacters: number
  /** Characters of an item's JSON, as the limit counts them. */
  readonly characters: (item: Item) => number
  /** ISO 8601. */
  readonly changedAt: (item: Item) => string
}

/** Things kept under a name, one file for all. A change is on the disk before anyone is told. */
export class SavedItems<Item extends { readonly id: string }> {
  constructor(
    private readonly kind: SavedKind<Item>,
    private readonly store: ListStore<Item>,
    private readonly tell: (items: Item[]) => void,
  ) {}

  /** The one changed last first. */
  list(): Item[] {
    const { changedAt } = this.kind
    return [...this.store.read()].sort((a, b) => changedAt(b).localeCompare(changedAt(a)))
  }

  /** The item with this id; `not-found` when there is none. */
  item(id: Item['id']): Item {
    const found = this.store.read().find((each) => each.id === id)
    if (found) return found
    throw new LabError(
      'not-found',
      `There is no saved ${this.kind.noun} "${id}"; it may have been deleted.`,
    )
  }

  /** Adds an item, or replaces the one that has its id; `wrong-state` where too much would be kept. */
  put(item: Item): Item {
    const items = [...this.store.read().filter((each) => each.id !== item.id), item]
    this.refuseTooMuch(items)
    this.change(items)
    return item
  }

  remove(id: Item['id']): void {
    const gone = this.item(id)
    this.change(this.store.read().filter((each) => each.id !== gone.id))
  }

  private change(items: readonly Item[]): void {
    this.store.write(items)
    this.tell(this.list())
  }

  private refuseTooMuch(items: readonly Item[]): void {
    const { noun, most, mostCharacters, characters } = this.kind
    if (items.length > most) {
      throw new LabError(
        'wrong-state',
        `There are ${formatCount(most)} saved ${noun}s, as many as are kept; delete one first.`,
      )
    }
    const sum = items.reduce((total, item) => total + characters(item), 0)
    if (sum <= mostCharacters) return
    throw new LabError(
      'wrong-state',
      `The saved ${noun}s would have ${formatCount(sum)} characters of JSON together; at most ${formatCount(mostCharacters)} are kept, so delete one first.`,
    )
  }
}

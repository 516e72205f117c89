import type { ViewToSave } from '../../shared/contract/views'
import type { SavedView } from '../../shared/domain/compare/compare-view'
import { viewLimits } from '../../shared/domain/compare/view-limits'
import type { EventHub } from './event-hub'
import { newItemId } from './ids'
import type { ListStore } from './ports'
import { SavedItems, type SavedKind } from './saved-items'

const kind: SavedKind<SavedView> = {
  noun: 'view',
  most: viewLimits.saved,
  mostCharacters: viewLimits.savedCharacters,
  characters: ({ view }) => JSON.stringify(view).length,
  changedAt: ({ savedAt }) => savedAt,
}

/** Comparisons kept under a name. A change is on the disk before anyone is told. */
export class SavedViews {
  private readonly items: SavedItems<SavedView>

  constructor(
    store: ListStore<SavedView>,
    hub: EventHub,
    private readonly now: () => Date,
  ) {
    this.items = new SavedItems(kind, store, (views) => hub.emit('viewsChanged', { views }))
  }

  /** The one saved last first. */
  list(): SavedView[] {
    return this.items.list()
  }

  /** Keeps a new view, or replaces the one with the id, name and all. */
  save({ id, name, view }: ViewToSave): SavedView {
    const now = this.now()
    const kept = id === undefined ? newItemId(now) : this.items.item(id).id
    return this.items.put({ id: kept, name, savedAt: now.toISOString(), view })
  }

  /** Deletes a view; the runs in it stay. */
  remove(viewId: string): void {
    this.items.remove(viewId)
  }
}

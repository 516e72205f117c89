import { savedViews } from '../../shared/contract/views'
import type { SavedView } from '../../shared/domain/compare/compare-view'
import type { DamageReport, ListStore } from '../services/ports'
import type { DocumentPlace } from './guarded-document'
import { listDocument, openList } from './list-store'

/** `views.json`: all saved views of comparisons under one seal. */
export const viewsKind = listDocument({
  name: 'views',
  title: 'The saved views',
  lost: 'There are no saved views any more.',
  schema: savedViews,
})

export const createViewStore = (place: DocumentPlace): ListStore<SavedView> & DamageReport =>
  openList(viewsKind, place)

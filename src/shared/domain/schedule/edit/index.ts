export { withChanges } from './changes'
export { dragHandle } from './drag'
export { pathOf, placeOf, replaceAt, specAt, type Place } from './paths'
export {
  addPartAfter,
  asKind,
  moveAt,
  removeAt,
  unwrapAt,
  wrapAt,
  type Edited,
  type WrapperKind,
} from './structure'

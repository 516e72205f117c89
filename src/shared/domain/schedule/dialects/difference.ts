import type { Library } from './dialect'

/** Dialects that give the same rates through a stretch of a run. */
export interface DifferenceGroup {
  readonly names: readonly string[]
  readonly libraries: readonly Library[]
  /** The rate at the first and at the last step of the stretch, and the bounds between them. */
  readonly first: number
  readonly last: number
  readonly lowest: number
  readonly highest: number
}

/** A stretch of steps, both ends included, in which dialects part in one way. */
export interface Difference {
  readonly from: number
  readonly to: number
  /** The largest first. */
  readonly groups: readonly DifferenceGroup[]
  /** What each group has here. */
  readonly sentence: string
  /** Why: what the dialects outside the largest group do. */
  readonly reasons: readonly string[]
}

/** Where a handle is, or is dragged to: a unit of the schedule's own time, and a rate. */
export interface Place {
  readonly t: number
  readonly rate: number
}

/** Fields that a drag changes; durations in units, rates as they come. */
export type FieldChanges = Readonly<Record<string, unknown>>

/** A place where a curve can be taken hold of and moved, by pointer or keyboard. */
export interface Handle extends Place {
  /** Tells it from the schedule's other handles while the curve changes. */
  readonly id: string
  readonly label: string
  /** What a drag can change. */
  readonly moves: 'rate' | 'time' | 'both'
  readonly drag: (to: Place) => FieldChanges
}

/** Stretches of an axis, in its own units. */
export type AxisRanges = readonly (readonly [from: number, to: number])[]

/** The lists' items side by side; both lists must be of one length. */
export function zip<A, B>(first: readonly A[], second: readonly B[]): readonly (readonly [A, B])[] {
  if (first.length !== second.length) {
    throw new RangeError(`lists of ${first.length} and ${second.length} items do not pair up`)
  }
  // The lengths are equal, so the index is in range.
  return first.map((item, index) => [item, second[index] as B])
}

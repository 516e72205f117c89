/** The list with one of its items moved by so many places, at most to either end. */
export function movedBy<Item>(items: readonly Item[], item: Item, by: number): readonly Item[] {
  const from = items.indexOf(item)
  if (from < 0) return items
  const to = Math.min(items.length - 1, Math.max(0, from + by))
  const others = items.filter((_, at) => at !== from)
  return [...others.slice(0, to), item, ...others.slice(to)]
}

/** The list with one item put where another one is: it takes the place, the others make room. */
export function movedTo<Item>(items: readonly Item[], item: Item, place: Item): readonly Item[] {
  const [from, to] = [items.indexOf(item), items.indexOf(place)]
  return from < 0 || to < 0 ? items : movedBy(items, item, to - from)
}

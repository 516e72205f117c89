/** The same set with or without one item. */
export function toggled<Item>(set: ReadonlySet<Item>, item: Item, on: boolean): ReadonlySet<Item> {
  const next = new Set(set)
  if (on) next.add(item)
  else next.delete(item)
  return next
}

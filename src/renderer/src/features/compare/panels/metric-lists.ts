/** The same list with an item at its end, or without it. */
export function switched<Item>(items: readonly Item[], item: Item, on: boolean): readonly Item[] {
  const others = items.filter((each) => each !== item)
  return on ? [...others, item] : others
}

/** The same list with an item one place further to the front. */
export function movedEarlier<Item>(items: readonly Item[], item: Item): readonly Item[] {
  const place = items.indexOf(item)
  if (place < 1) return items
  const others = items.filter((each) => each !== item)
  return [...others.slice(0, place - 1), item, ...others.slice(place - 1)]
}

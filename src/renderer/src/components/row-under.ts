/**
 * The place, among the children of a list or table body, of the one that an event came from; -1
 * for an event from elsewhere. So one menu serves all rows.
 */
export function rowUnder({ target, currentTarget }: Event): number {
  if (!(target instanceof Node) || !(currentTarget instanceof Element)) return -1
  return [...currentTarget.children].findIndex((row) => row.contains(target))
}

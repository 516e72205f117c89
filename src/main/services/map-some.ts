/** Enough to keep a disk busy; thousands of files open at once could be more than a system allows. */
const atOnce = 16

/** What becomes of each item, in their order; only some are at work at once. */
export async function mapSome<Item, Result>(
  items: readonly Item[],
  act: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array<Result>(items.length)
  const queue = items.entries()
  const work = async () => {
    for (const [at, item] of queue) results[at] = await act(item)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
  return results
}

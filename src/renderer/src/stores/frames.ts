/** While the page is hidden no frames come; values still have to be taken in. */
const hiddenEveryMs = 250

/** Collects what comes in and hands it on once per drawn frame. */
export function perFrame<Item>(take: (items: readonly Item[]) => void): (item: Item) => void {
  let items: Item[] = []
  const flush = () => {
    const taken = items
    items = []
    take(taken)
  }
  return (item) => {
    items.push(item)
    if (items.length > 1) return
    if (document.visibilityState === 'hidden') setTimeout(flush, hiddenEveryMs)
    else requestAnimationFrame(flush)
  }
}

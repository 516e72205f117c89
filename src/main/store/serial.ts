/** Runs tasks one after another per key, in the order they came; a failed one does not stop the rest. */
export class Serial<Key> {
  private readonly tails = new Map<Key, Promise<unknown>>()

  run<Result>(key: Key, task: () => Promise<Result>): Promise<Result> {
    const result = (this.tails.get(key) ?? Promise.resolve()).then(task)
    // Whoever called has the rejection; here it only must not stop the next task.
    const tail: Promise<unknown> = result
      .catch(() => undefined)
      .then(() => {
        if (this.tails.get(key) === tail) this.tails.delete(key)
      })
    this.tails.set(key, tail)
    return result
  }
}

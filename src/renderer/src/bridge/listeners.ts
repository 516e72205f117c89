/** A set of functions to call with each new value. */
export class Listeners<Value> {
  private readonly all = new Set<(value: Value) => void>()

  /** Returns the function that removes it again. */
  add(listener: (value: Value) => void): () => void {
    this.all.add(listener)
    return () => {
      this.all.delete(listener)
    }
  }

  tell(value: Value): void {
    for (const listener of [...this.all]) listener(value)
  }
}

/** A value that was asked to be stored, and when: in changes that the disk had seen. */
interface Entry {
  readonly value: string
  readonly begun: number
  acknowledged: number
}

/** What a thing was, one value after the other; one that was acknowledged must not be lost. */
export class Ledger<Value> {
  private readonly entries: Entry[]

  /** `clock` counts the changes made until now. */
  constructor(
    private current: Value,
    private readonly clock: () => number,
  ) {
    this.entries = [{ value: JSON.stringify(current), begun: -1, acknowledged: -1 }]
  }

  get value(): Value {
    return this.current
  }

  /** Writes down that a value is about to be stored; what comes back is to be called when it is. */
  begin(value: Value): () => void {
    const entry: Entry = {
      value: JSON.stringify(value),
      begun: this.clock(),
      acknowledged: Infinity,
    }
    this.entries.push(entry)
    this.current = value
    return () => (entry.acknowledged = this.clock())
  }

  /** What may be there, as JSON, when the power goes after so many changes. */
  allowedAt(changes: number): readonly string[] {
    const from = this.entries.findLastIndex(({ acknowledged }) => acknowledged <= changes)
    return this.entries
      .slice(from)
      .filter(({ begun }) => begun < changes)
      .map(({ value }) => value)
  }
}

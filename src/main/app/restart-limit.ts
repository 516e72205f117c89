/** Counts restarts: more than some within a while are a loop, which no further one ends. */
export class RestartLimit {
  private recent: number[] = []

  constructor(
    private readonly most: number,
    private readonly withinMs: number,
  ) {}

  /** Whether one more is allowed at this time, in milliseconds of a clock that only goes on; it then counts. */
  allows(now: number): boolean {
    this.recent = this.recent.filter((time) => now - time < this.withinMs)
    if (this.recent.length >= this.most) return false
    this.recent.push(now)
    return true
  }

  /** A person says to try again. */
  forget(): void {
    this.recent = []
  }
}

/** Pause, stop and progress answer within about twice this time. */
const targetMs = 50

/** How many steps to train between two looks at the messages, from how long the last ones took. */
export class ChunkPacer {
  private fitting = 1

  /** Steps of the next chunk when so many are left: equal parts, so that none is a mere rest. */
  next(left: number): number {
    return Math.ceil(left / Math.ceil(left / this.fitting))
  }

  took(steps: number, ms: number): void {
    const fitting = ms > 0 ? Math.floor((steps / ms) * targetMs) : Infinity
    // At most doubling: the first steps of a process are slow and say little.
    this.fitting = Math.max(1, Math.min(fitting, this.fitting * 2))
  }
}

/** Pause, stop and progress answer within about twice this time. */
const targetMs = 50

/** How many steps to train between two looks at the messages, from how long the last ones took. */
export class ChunkPacer {
  /** Steps of the next chunk. */
  steps = 1

  took(steps: number, ms: number): void {
    const fitting = ms > 0 ? Math.floor((steps / ms) * targetMs) : Infinity
    // At most doubling: the first steps of a process are slow and say little.
    this.steps = Math.max(1, Math.min(fitting, this.steps * 2))
  }
}

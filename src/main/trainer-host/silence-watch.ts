const beats = 10

/**
 * Calls `silent` when `heard` was not called for `afterMs`. Counts beats of our own clock instead
 * of asking what time it is: a machine that slept, or a busy app, loses beats and not patience.
 */
export class SilenceWatch {
  private quietBeats = 0
  private readonly timer: NodeJS.Timeout

  constructor(afterMs: number, silent: () => void) {
    this.timer = setInterval(() => {
      this.quietBeats += 1
      if (this.quietBeats < beats) return
      this.end()
      silent()
    }, afterMs / beats)
  }

  heard(): void {
    this.quietBeats = 0
  }

  end(): void {
    clearInterval(this.timer)
  }
}

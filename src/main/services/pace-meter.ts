interface Mark {
  readonly step: number
  readonly atMs: number
}

/** Long enough to smooth out validation at the end of epochs, short enough to follow changes. */
const windowMs = 10_000

/** Speed and time left of a run, from its last few seconds; pauses are forgotten by `reset`. */
export class PaceMeter {
  private marks: Mark[] = []

  constructor(private readonly totalSteps: number) {}

  reset(): void {
    this.marks = []
  }

  measure(step: number, atMs: number): { stepsPerSecond: number; secondsLeft: number | null } {
    this.marks = [...this.marks.filter((mark) => atMs - mark.atMs <= windowMs), { step, atMs }]
    const first = this.marks[0] ?? { step, atMs }
    const seconds = (atMs - first.atMs) / 1000
    const stepsPerSecond = seconds > 0 ? (step - first.step) / seconds : 0
    return {
      stepsPerSecond,
      secondsLeft: stepsPerSecond > 0 ? (this.totalSteps - step) / stepsPerSecond : null,
    }
  }
}

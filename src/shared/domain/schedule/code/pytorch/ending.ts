/** The end of a text: where the scheduler comes from, and how it is used. */
export interface Ending {
  /** The optimizer's own learning rate, and why it is that one. */
  readonly base: string
  readonly baseNote: string
  readonly scheduler: string
  /** What scheduler.step() is called after; "metric": every epoch, with the metric. */
  readonly unit: 'epoch' | 'step' | 'metric'
  readonly notes?: readonly string[]
}

import type { TrainerCommand } from '../../shared/contract/trainer'

/** What the app has asked of a run in training; read between chunks. */
export class Control {
  isStopping = false
  private paused: { readonly until: Promise<void>; readonly end: () => void } | null = null

  constructor(private readonly told: (state: 'paused' | 'resumed') => void) {}

  receive({ kind }: TrainerCommand): void {
    if (kind === 'pause') this.pause()
    if (kind === 'resume' || kind === 'stop') this.paused?.end()
    if (kind === 'stop') this.isStopping = true
  }

  /** Lets messages in, and waits while the run is paused. */
  async breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (!this.paused || this.isStopping) return
    this.told('paused')
    await this.paused.until
    this.paused = null
    if (!this.isStopping) this.told('resumed')
  }

  private pause(): void {
    if (this.paused) return
    let end: () => void = () => undefined
    const until = new Promise<void>((resolve) => {
      end = resolve
    })
    this.paused = { until, end }
  }
}

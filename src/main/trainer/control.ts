import type { TrainerCommand } from '../../shared/contract/trainer'

/** What the app has asked of a run in training; read between chunks of steps. */
export class Control {
  isStopping = false
  private isPausing = false
  private wake: () => void = () => undefined

  constructor(private readonly told: (state: 'paused' | 'resumed') => void) {}

  receive({ kind }: TrainerCommand): void {
    if (kind === 'pause') this.isPausing = true
    if (kind === 'resume') this.isPausing = false
    if (kind === 'stop') this.isStopping = true
    this.wake()
  }

  /** Lets messages in, and waits while the run is paused. */
  async breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (!this.isWaiting()) return
    this.told('paused')
    while (this.isWaiting()) {
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
    if (!this.isStopping) this.told('resumed')
  }

  private isWaiting(): boolean {
    return this.isPausing && !this.isStopping
  }
}

import type { TrainerCommand } from '../../shared/contract/trainer'

/** Lets everything happen that waits for its turn, such as messages. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** What the app has asked of a run in training; read between chunks of steps. */
export class Control {
  private isStopping = false
  private isPausing = false
  private wake: () => void = () => undefined

  constructor(private readonly told: (state: 'paused' | 'resumed') => void) {}

  receive({ kind }: TrainerCommand): void {
    if (kind === 'pause') this.isPausing = true
    if (kind === 'resume') this.isPausing = false
    if (kind === 'stop') this.isStopping = true
    this.wake()
  }

  /**
   * Lets messages in, and waits while the run is paused, once `secure` has put it away; resolves
   * with whether the run may go on.
   */
  async breathe(secure: () => Promise<void> = async () => undefined): Promise<boolean> {
    await nextTurn()
    if (this.isWaiting()) await secure()
    if (this.isWaiting()) await this.pause()
    return !this.isStopping
  }

  private async pause(): Promise<void> {
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

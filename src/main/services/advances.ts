import type { EventPayload } from '../../shared/contract/api'
import type { RunId } from '../../shared/domain/ids'
import type { RunProgress } from '../../shared/domain/run'
import type { EpochRow } from '../../shared/domain/series'
import type { EventHub } from './event-hub'

/** Fast enough to look live, slow enough that a hundred runs cost nothing. */
const flushEveryMs = 200

/** Collects finished epochs and progress of all runs and tells them in one message at a fixed pace. */
export class Advances {
  private epochs: EventPayload<'runsAdvanced'>['epochs'] = []
  private readonly changed = new Map<RunId, RunProgress>()
  private readonly latest = new Map<RunId, RunProgress>()
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly hub: EventHub) {}

  epoch(runId: RunId, row: EpochRow): void {
    this.epochs.push({ runId, row })
    this.schedule()
  }

  progress(progress: RunProgress): void {
    this.latest.set(progress.runId, progress)
    this.changed.set(progress.runId, progress)
    this.schedule()
  }

  /** The run no longer advances: what was collected goes out before its last state is told. */
  end(runId: RunId): void {
    this.flush()
    this.latest.delete(runId)
  }

  current(): RunProgress[] {
    return [...this.latest.values()]
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (this.epochs.length === 0 && this.changed.size === 0) return
    const payload = { epochs: this.epochs, progress: [...this.changed.values()] }
    this.epochs = []
    this.changed.clear()
    this.hub.emit('runsAdvanced', payload)
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      this.flush()
    }, flushEveryMs)
  }
}

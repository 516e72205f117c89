import type { TrainerMessage } from '../../../shared/contract/trainer'
import type { Recipe } from '../../../shared/domain/recipe'
import type { Checkpoint } from '../checkpoints/checkpoint'
import { decodeCheckpoint, encodeCheckpoint } from '../checkpoints/file-format'
import { newestFirst } from '../checkpoints/file-names'
import type { CheckpointKeeper } from '../checkpoints/keeper'
import { Control } from '../control'
import type { SessionState } from '../engine'
import { startFrom } from '../resume'
import type { Ending } from '../run-end'
import { StepPlan } from '../step-plan'
import { trainRun } from '../training-loop'
import { FakeSession } from './fake-session'
import { sealed } from './sample-checkpoint'

type Epoch = Extract<TrainerMessage, { kind: 'epoch' }>

export interface Interruption {
  /** Call of the engine, counted over the trainer's life, before which it comes. */
  readonly call: number
  /** A pause is followed by a kill, once the run has said that it is paused. */
  readonly kind: 'kill' | 'stop' | 'pause'
}

/** A run with its rows and checkpoints, trained by one trainer after the other. */
export class InterruptedRun {
  readonly rows: Epoch[] = []
  /** Epochs that were told again, each with the one told first. */
  readonly retold: (readonly [again: Epoch, first: Epoch | undefined])[] = []
  private readonly files: { epochs: number; step: number; bytes: Uint8Array }[] = []

  constructor(
    private readonly recipe: Recipe,
    private readonly everyEpochs = 1,
    private readonly ownMomentum: number | null = null,
  ) {}

  /** One trainer's life; null when it was killed. */
  async train(
    interruption: Interruption | null,
  ): Promise<{ readonly ending: Ending | null; readonly state: SessionState; calls: number }> {
    const { recipe } = this
    const plan = new StepPlan(recipe)
    const session = new FakeSession(recipe)
    session.ownMomentum = this.ownMomentum
    const start = startFrom({
      ...{ session, schedule: plan.schedule },
      command: { recipe, seed: 3, epochsDone: this.rows.length },
      findings: { newest: this.newest(), kept: [], passedOver: [], names: [] },
    })
    let kill: (ending: null) => void = () => undefined
    const killed = new Promise<null>((resolve) => (kill = resolve))
    const control = new Control((state) => state === 'paused' && kill(null))
    session.beforeCall = (call) => {
      if (call !== interruption?.call) return
      if (interruption.kind === 'kill') throw new Killed()
      control.receive({ kind: interruption.kind })
    }
    // Steps take so long that three of them fit between two looks at the messages.
    let clock = 0
    const now = () => (clock += 16.5 * (session.calls.at(-1)?.rates.length ?? 1))
    const tell = (message: TrainerMessage) => this.hear(message)
    const keeper = this.keeperOf(session)
    const parts = { recipe, plan, start, session, keeper, control, tell, now }
    const ending = await Promise.race([trainRun(parts), killed]).catch((error: unknown) => {
      if (error instanceof Killed) return null
      throw error
    })
    return { ending, state: session.state(), calls: session.calls.length }
  }

  private hear(message: TrainerMessage): void {
    if (message.kind !== 'epoch') return
    // Only the clock tells one trainer from another.
    const row = { ...message.row, seconds: 0, examplesPerSecond: 0 }
    const epoch = { ...message, row }
    if (row.epoch < this.rows.length) this.retold.push([epoch, this.rows[row.epoch]])
    else this.rows.push(epoch)
  }

  private newest(): Checkpoint | null {
    const [file] = this.files.filter(({ epochs }) => epochs <= this.rows.length).sort(newestFirst)
    return file ? decodeCheckpoint(file.bytes) : null
  }

  private keeperOf(session: FakeSession): CheckpointKeeper {
    const save = ({ standing, tally }: Omit<Checkpoint, 'recipe' | 'state'>) => {
      const checkpoint = { recipe: this.recipe, standing, tally, state: session.state() }
      const step = tally?.steps.loss.length ?? 0
      const bytes = sealed(encodeCheckpoint(checkpoint))
      this.files.push({ epochs: standing.epochs, step, bytes })
    }
    return {
      epochFinished: (standing) => {
        if (standing.epochs % this.everyEpochs === 0) save({ standing, tally: null })
      },
      secure: async (standing, tally) =>
        save({ standing, tally: tally.steps > 0 ? tally.state() : null }),
      close: async () => undefined,
    }
  }
}

class Killed extends Error {}

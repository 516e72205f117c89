import type { RunLength } from '../compile'
import type { ScheduleSpec } from '../kinds'
import { writeKeras } from './keras'
import { writeOptax } from './optax'
import { writePytorch } from './pytorch'
import { fill } from './python'
import { planCode } from './tree'

/** The libraries that {@link scheduleCode} writes for. */
export const codeTargets = ['keras', 'pytorch', 'optax'] as const
/** A library that code can be written for. */
export type CodeTarget = (typeof codeTargets)[number]

/** The library, the run, and what the program calls the schedule. */
export interface CodeOptions {
  readonly to: CodeTarget
  /** Shares of the run become numbers of this one's epochs or steps. */
  readonly length: RunLength
  /** What the heading calls the schedule; its kind's title when left out. */
  readonly name?: string
}

const writers = { keras: writeKeras, pytorch: writePytorch, optax: writeOptax }

/** A name as it may stand in a comment: one line, nothing unprintable. */
const oneLine = (name: string) => name.replaceAll(/[\s\p{C}]+/gu, ' ').trim()

/**
 * A complete Python text that gives the same rates as the spec: the library's own classes where
 * they agree with it exactly, else a plain function. Every text starts with its constants, can be
 * run, ends with how to use it, and keeps to these conventions:
 *
 * - PyTorch: `make_scheduler(optimizer)` returns `(scheduler, unit)` for an optimizer whose rate is
 *   `BASE_RATE`. `scheduler.step()` is called after every `unit` ("epoch" or "step"); for "metric"
 *   it is `scheduler.step(value of METRIC)` after every epoch. A scheduler of our own that reacts
 *   also has `observe(metrics)`, to be called after every epoch.
 * - Keras: `make_schedule()` returns `(learning_rate, callbacks)`: for the optimizer, and for
 *   `model.fit()`.
 * - optax: `schedule(step)` is the rate of an update, counted from 0. It can be traced, unless it
 *   reacts: then `observe(epoch, metrics)` is called after every epoch.
 *
 * Metrics are a dictionary with the libraries' names: val_loss, val_accuracy, loss, accuracy.
 * Throws a ScheduleError for a spec that the run cannot have.
 */
export function scheduleCode(spec: ScheduleSpec, { to, length, name }: CodeOptions): string {
  const plan = planCode(spec, length)
  const { totalEpochs, stepsPerEpoch } = length
  const title = oneLine(name ?? '') || plan.root.title
  const epochs = `${totalEpochs} ${totalEpochs === 1 ? 'epoch' : 'epochs'}`
  const steps = `${stepsPerEpoch} ${stepsPerEpoch === 1 ? 'step' : 'steps'}`
  const words = `${title}: a learning-rate schedule for ${epochs} of ${steps}, written by Cooldown.`
  return writers[to](
    plan,
    fill(words, 84).map((line) => `# ${line}`),
  )
}

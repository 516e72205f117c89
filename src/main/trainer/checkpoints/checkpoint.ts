import { z } from 'zod'
import { recipe } from '../../../shared/contract/recipe-schema'
import { stepValues } from '../../../shared/contract/trainer'
import type { Recipe } from '../../../shared/domain/recipe'
import type { SessionState } from '../engine'
import type { TallyState } from '../epoch-tally'
import type { Standing } from '../standing'
import type { Position } from './file-names'

/** All that a run needs to go on with the same bits. */
export interface Checkpoint {
  /** What was trained so far. */
  readonly recipe: Recipe
  readonly standing: Standing
  /** The steps of the epoch in which it was taken; null between two epochs. */
  readonly tally: TallyState | null
  readonly state: SessionState
}

export const positionIn = ({ standing, tally }: Checkpoint): Position => ({
  epochs: standing.epochs,
  step: tally?.steps.loss.length ?? 0,
})

/** True where the best state of a run is the very one that the checkpoint holds. */
export const holdsBest = ({ standing, tally }: Pick<Checkpoint, 'standing' | 'tally'>) =>
  tally === null && standing.watch.best?.epoch === standing.epochs - 1

const count = z.int().min(0)
const tensors = z.array(z.object({ name: z.string(), shape: z.array(count) }))
const stored = z.object({ tensors, scalars: z.array(z.number()) })

/** The part of a checkpoint that is text; the tensors' values follow it in its order. */
export const checkpointHeader = z.object({
  recipe,
  standing: z.object({
    epochs: count,
    schedule: z.array(z.unknown()),
    shuffles: z.object({ words: z.array(count), index: count }),
    watch: z.object({
      best: z.object({ epoch: count, value: z.number() }).nullable(),
      wait: count,
      isOver: z.boolean(),
    }),
    value: z.number().nullable(),
    busySeconds: z.number(),
  }) satisfies z.ZodType<Omit<Standing, 'best'>>,
  tally: z
    .object({
      steps: stepValues,
      lossSum: z.number(),
      correct: count,
      top3: count,
      images: count,
      trainMs: z.number(),
    })
    .nullable() satisfies z.ZodType<TallyState | null>,
  state: stored,
  /** `state` where it is the best one itself. */
  best: z.union([stored, z.literal('state')]).nullable(),
})
export type CheckpointHeader = z.infer<typeof checkpointHeader>

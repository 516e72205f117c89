import type { Body, Pen } from '../body'
import type { ScheduleKind } from '../../kinds'
import type { ValuesOf } from '../tree'
import { cosineRestarts, cyclic, oneCycle } from './cycles'
import * as decay from './decay'
import { formula } from './formula'
import { points } from './points'
import { holdRelease, multiStep, piecewise, step } from './steps'
import * as warmUp from './warm-up'

/** Kinds that have no function of their own, or are made of others. */
export type OtherKind =
  'constant' | 'plateau' | 'greedy' | 'warmup' | 'sequence' | 'product' | 'clamp' | 'noise'

/** Kinds that are a formula of time. */
export type ShapeKind = Exclude<ScheduleKind, OtherKind>

type Shapes = {
  readonly [Kind in ShapeKind]: (values: ValuesOf<Kind>, pen: Pen<Kind>) => Body
}

/** The body of every such kind's function. */
export const shapes: Shapes = {
  polynomial: decay.polynomial,
  cosine: decay.cosine,
  exponential: decay.exponential,
  'inverse-time': decay.inverseTime,
  'compounding-time': decay.compoundingTime,
  rex: decay.rex,
  tanh: decay.tanh,
  'flat-cosine': decay.flatCosine,
  'hold-release': holdRelease,
  step,
  'multi-step': multiStep,
  piecewise,
  'cosine-restarts': cosineRestarts,
  'one-cycle': oneCycle,
  cyclic,
  ramp: warmUp.ramp,
  'log-warmup': warmUp.logWarmup,
  'warmup-stable-decay': warmUp.warmupStableDecay,
  'inverse-sqrt': warmUp.inverseSqrt,
  noam: warmUp.noam,
  'slanted-triangle': warmUp.slantedTriangle,
  points,
  formula,
}

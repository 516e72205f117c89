import type { SpecOf } from '../kind'
import { clamp } from './clamp'
import { compoundingTime } from './compounding-time'
import { constant } from './constant'
import { cosine } from './cosine'
import { cosineRestarts } from './cosine-restarts'
import { cyclic } from './cyclic'
import { exponential } from './exponential'
import { flatCosine } from './flat-cosine'
import { formula } from './formula'
import { greedy } from './greedy'
import { holdRelease } from './hold-release'
import { inverseSqrt } from './inverse-sqrt'
import { inverseTime } from './inverse-time'
import { logWarmup } from './log-warmup'
import { multiStep } from './multi-step'
import { noam } from './noam'
import { noise } from './noise'
import { oneCycle } from './one-cycle'
import { piecewise } from './piecewise'
import { plateau } from './plateau'
import { pointsKind } from './points'
import { polynomial } from './polynomial'
import { product } from './product'
import { ramp } from './ramp'
import { rex } from './rex'
import { sequence } from './sequence'
import { slantedTriangle } from './slanted-triangle'
import { step } from './step'
import { tanh } from './tanh'
import { warmup } from './warmup'
import { warmupStableDecay } from './warmup-stable-decay'

/** Every kind of schedule, by name: a new kind is one file and one line here. */
export const scheduleKinds = {
  constant,
  'hold-release': holdRelease,
  polynomial,
  cosine,
  exponential,
  'inverse-time': inverseTime,
  'compounding-time': compoundingTime,
  rex,
  tanh,
  'flat-cosine': flatCosine,
  step,
  'multi-step': multiStep,
  piecewise,
  'cosine-restarts': cosineRestarts,
  'one-cycle': oneCycle,
  cyclic,
  ramp,
  'log-warmup': logWarmup,
  'warmup-stable-decay': warmupStableDecay,
  'inverse-sqrt': inverseSqrt,
  noam,
  'slanted-triangle': slantedTriangle,
  plateau,
  greedy,
  points: pointsKind,
  formula,
  warmup,
  sequence,
  product,
  clamp,
  noise,
}

/** The name of a kind, as `kind` in a spec. */
export type ScheduleKind = keyof typeof scheduleKinds

/** A schedule as data: survives JSON, told apart by `kind`. */
export type ScheduleSpec = {
  [Kind in ScheduleKind]: SpecOf<(typeof scheduleKinds)[Kind]>
}[ScheduleKind]

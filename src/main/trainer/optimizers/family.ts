import type { Arithmetic } from './arithmetic'

/** What a new slot is filled with: a number, or a copy of its weight. */
export type SlotStart = number | 'weight'

type Numbers = Readonly<Record<string, number>>

/** A weight with its slots and the step's scalars, which are asked for by name. */
export interface Given<T> {
  readonly weight: T
  readonly slot: (name: string) => T
  readonly scalar: (name: string) => T
}

/** What the scalars of a step are computed from. */
export interface ScalarInputs {
  /** Counts updates from 1. */
  readonly t: number
  readonly rate: number
  /** 0 where the optimizer has none. */
  readonly momentum: number
  /** What the step before handed on. */
  readonly carried: (name: string) => number
}

/**
 * An optimizer. It is fed, at each step, the scalars `rate` and, where it has one, `momentum`, and
 * those that `next` makes of them; by these it updates each weight on its own.
 */
export interface Family {
  readonly slots: Readonly<Record<string, SlotStart>>
  readonly hasMomentum: boolean
  /** Names of what is fed beside rate and momentum, in order. */
  readonly scalars: readonly string[]
  /** What steps hand on to the next ones, as it is at the start. */
  readonly carried: Numbers
  next(inputs: ScalarInputs): { readonly scalars: Numbers; readonly carried: Numbers }
  /** Gives every slot anew. */
  update<T>(
    math: Arithmetic<T>,
    given: Given<T> & { readonly gradient: T },
  ): { readonly weight: T; readonly slots: Readonly<Record<string, T>> }
  /** Where the gradient is taken, if not at the weight. */
  readonly gradientPoint?: <T>(math: Arithmetic<T>, given: Given<T>) => T
  /** Set where `update` sees to weight decay by itself. */
  readonly decaysItself?: true
}

/** The part of a family that feeds nothing of its own. */
export const nothingFed = {
  scalars: [],
  carried: {},
  next: () => ({ scalars: {}, carried: {} }),
} as const satisfies Partial<Family>

import type { Smoothing } from '../../../../../shared/domain/compare/compare-view'

export const smoothingKinds = ['none', 'ema', 'mean'] as const

/** A smoothing of the kind as it is when somebody chooses it. */
export function smoothingOf(kind: string): Smoothing {
  switch (kind) {
    case 'ema':
      return { kind, weight: 0.6 }
    case 'mean':
      return { kind, window: 5 }
    default:
      return { kind: 'none' }
  }
}

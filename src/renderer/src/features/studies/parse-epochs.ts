import { formatCount } from '../../../../shared/domain/format'

export const mostEpochs = 10_000

export type ParsedEpochs =
  { readonly ok: true; readonly epochs: number } | { readonly ok: false; readonly problem: string }

/** The length of a run as people write it. */
export function parseEpochs(text: string): ParsedEpochs {
  const written = text.trim()
  const epochs = /^\d{1,9}$/.test(written) ? Number(written) : NaN
  if (epochs >= 1 && epochs <= mostEpochs) return { ok: true, epochs }
  const rule = `it must be a whole number from 1 to ${formatCount(mostEpochs)}`
  return {
    ok: false,
    problem:
      written === ''
        ? `Epochs is empty; ${rule}.`
        : `Epochs is “${written.slice(0, 24)}”; ${rule}.`,
  }
}

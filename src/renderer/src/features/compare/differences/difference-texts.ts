import { formatCurveValue } from '../../../../../shared/domain/compare/metric-text'
import type { CurveMetric } from '../../../../../shared/domain/compare/compare-view'
import type { PairedGroup } from '../../../../../shared/domain/compare/paired'
import { compareChartTexts } from '../../../texts/compare-charts'

const words = compareChartTexts.differences

/** A difference with its sign: "+0.0123", "−0.0123", "0". */
export function formatDifference(metric: CurveMetric, value: number): string {
  if (!Number.isFinite(value)) return '–'
  const size = formatCurveValue(metric, Math.abs(value))
  if (Number(size) === 0) return '0'
  return `${value > 0 ? '+' : '−'}${size}`
}

/** What the pairs say in words: "better: by 0.0123 on average", "undecided: one seed cannot decide". */
export function verdictText(
  metric: CurveMetric,
  { verdict, because, mean }: Pick<PairedGroup, 'verdict' | 'because' | 'mean'>,
): string {
  if (verdict === 'undecided' || mean === null) return words.undecided(because)
  const by = formatCurveValue(metric, Math.abs(mean))
  return verdict === 'better' ? words.better(by) : words.worse(by)
}

const mostSeeds = 12

/** Each seed's difference: "1: −0.0031, 2: +0.0008". */
export function seedTexts(metric: CurveMetric, { pairs }: Pick<PairedGroup, 'pairs'>): string {
  const told = pairs
    .slice(0, mostSeeds)
    .map(({ seed, difference }) => `${seed}: ${formatDifference(metric, difference)}`)
  const more = pairs.length - told.length
  return [...told, ...(more > 0 ? [words.moreSeeds(more)] : [])].join(', ')
}

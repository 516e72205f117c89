import type {
  ImportedCurves,
  ImportedInfo,
} from '../../../../../shared/domain/compare/compared-run'
import type { FieldValue } from '../../../../../shared/domain/compare/field'
import { readMetricAt, valueInRows } from '../../../../../shared/domain/compare/metric-at'

/** Fields of results under names of their own. */
const spelt: Readonly<Record<string, string>> = {
  finalValLoss: 'valLoss@final',
  finalValAccuracy: 'valAccuracy@final',
  finalLoss: 'loss@final',
  finalAccuracy: 'accuracy@final',
  bestValLoss: 'valLoss@best',
  bestValAccuracy: 'valAccuracy@bestEpoch',
  finalLossGap: 'lossGap@final',
}

/** What curves from elsewhere have of a field of runs; null for what they cannot know. */
export function importValue(
  field: string,
  { points, source, importedAt, tags }: ImportedInfo,
  rows: ImportedCurves['rows'] | undefined,
): FieldValue {
  switch (field) {
    case 'epochsDone':
      return points
    case 'study':
      return source
    case 'createdAt':
      return Date.parse(importedAt)
    case 'tags':
      return tags
    default: {
      const value = readMetricAt(spelt[field] ?? field)
      return value && rows ? valueInRows(value, rows) : null
    }
  }
}

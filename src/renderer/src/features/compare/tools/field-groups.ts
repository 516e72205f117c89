import type { ComparedRun } from '../../../../../shared/domain/compare/compared-run'
import {
  fieldGroups,
  fieldsIn,
  type RunField,
} from '../../../../../shared/domain/compare/run-fields'
import { compareChartTexts as words } from '../../../texts/compare-charts'

interface FieldChoice {
  readonly label?: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

const option = ({ name, title }: RunField) => ({ value: name, label: title })

/** What repeats are most often told apart by, in the order of the menu. */
export const commonGroupFields = [
  'trial',
  'seed',
  'study',
  'schedule',
  'optimizer',
  'peakRate',
  'batchSize',
  'momentum',
  'regularisation',
  'layers',
]

/** What charts of fields most often lay out. */
export const commonAxisFields = [
  'bestValLoss',
  'finalValLoss',
  'bestValAccuracy',
  'finalValAccuracy',
  'finalLossGap',
  'bestEpoch',
  'seconds',
  'schedule',
  'peakRate',
  'rateSum',
  'optimizer',
  'batchSize',
  'parameters',
  'seed',
]

/**
 * A menu of the fields that these runs can have and that `fits` lets through: the common ones in
 * their given order, then all others in their parts.
 */
export function fieldChoices(
  runs: readonly ComparedRun[],
  common: readonly string[],
  fits: (field: RunField) => boolean,
): readonly FieldChoice[] {
  const fields = fieldsIn(runs).filter(fits)
  const first = common.flatMap((name) => fields.find((field) => field.name === name) ?? [])
  const others = fieldGroups.map((group) => ({
    label: group,
    options: fields
      .filter((field) => field.group === group && !common.includes(field.name))
      .map(option),
  }))
  return [{ label: words.commonFields, options: first.map(option) }, ...others].filter(
    ({ options }) => options.length > 0,
  )
}

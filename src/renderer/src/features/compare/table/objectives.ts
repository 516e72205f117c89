import { fieldNamed } from '../../../../../shared/domain/compare/run-fields'

/** What the runs can be ranked by. */
export interface Objective {
  readonly field: string
  readonly title: string
}

const fields = [
  'bestValLoss',
  'finalValLoss',
  'valAccuracy@best',
  'finalValAccuracy',
  'finalLoss',
  'finalAccuracy',
  'testAccuracy@best',
  'testAccuracy@final',
  'finalLossGap',
  'valLossRise',
  'seconds',
]

export const objectives: readonly Objective[] = fields.flatMap((name) => {
  const field = fieldNamed(name)
  return field ? [{ field: name, title: field.title }] : []
})

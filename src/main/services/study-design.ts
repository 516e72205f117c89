import type { LabServices } from '../../shared/contract/api'
import { LabError } from '../../shared/contract/errors'
import { asTrialId } from '../../shared/domain/ids'
import { withChanges } from '../../shared/domain/recipe-changes'
import { trialsFor } from '../../shared/domain/scheduled-trials'
import type { Study, StudyTemplate, Trial } from '../../shared/domain/study'
import { ownTemplateId } from '../../shared/domain/study-plan/draft'

/** What goes in to make a study, or to be told how long it would take. */
export type StudyOrder = Parameters<LabServices['studies']['create']>[0]
type TemplateOrder = Exclude<StudyOrder, { readonly draft: unknown }>

/** A study before it has an id and runs. */
export type StudyDesign = Omit<Study, 'id' | 'createdAt'>

/**
 * The study that an order asks for. Throws a `not-found` LabError for an unknown template or trial,
 * and a `bad-input` one for an order without any trial.
 */
export function designFor(templates: readonly StudyTemplate[], order: StudyOrder): StudyDesign {
  if ('draft' in order) return { templateId: ownTemplateId, ...order.draft }
  const template = templateNamed(templates, order.templateId)
  const { objective } = template
  return {
    templateId: template.id,
    name: order.name ?? template.name,
    description: template.description,
    trials: chosenTrials(template, order),
    seeds: [...new Set(order.seeds)],
    ...(objective && { objective }),
  }
}

function templateNamed(templates: readonly StudyTemplate[], id: string): StudyTemplate {
  const found = templates.find((template) => template.id === id)
  if (found) return found
  const known = templates.map((template) => template.id).join(', ')
  throw new LabError('not-found', `There is no study template "${id}"; there is ${known}.`)
}

/** The template's trials that are wished for, then those made from schedules, changed as wished. */
function chosenTrials(template: StudyTemplate, order: TemplateOrder): readonly Trial[] {
  const { trialIds, schedules = [], totalEpochs, recipe: changes } = order
  const known = template.trials.map((trial) => trial.id)
  const unknown = trialIds?.find((id) => !known.includes(asTrialId(id)))
  if (unknown !== undefined) {
    throw new LabError(
      'not-found',
      `There is no trial "${unknown}"; there are ${known.join(', ')}.`,
    )
  }
  const chosen = template.trials.filter((trial) => trialIds?.includes(trial.id) ?? true)
  const trials = [...chosen, ...trialsFor(template, schedules)]
  if (trials.length === 0) {
    throw new LabError('bad-input', 'A study needs at least one trial or schedule; it has none.')
  }
  return trials.map((trial) => ({
    ...trial,
    recipe: withChanges(trial.recipe, { ...changes, totalEpochs }),
  }))
}

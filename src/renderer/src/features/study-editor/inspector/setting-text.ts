import { config } from 'zod'
import { studyEditorTexts as words } from '../../../texts/study-editor'
import type { Recipe } from '../../../../../shared/domain/recipe'
import { valueText } from '../../../../../shared/domain/study-plan/parse-values'
import { sharedValue, type Setting } from '../../../../../shared/domain/study-plan/settings'

// The page's policy forbids code made from text, with which schemas would be read faster.
config({ jitless: true })

/** Stands in a choice for values that differ; no setting has it. */
export const differs = '…differs'
/** Stands in a choice for what is left out. */
export const leftOut = ''

/** What a field shows: the text that all have, or that they differ. */
export interface ShownValue {
  readonly text: string
  readonly placeholder: string
  readonly differs: boolean
}

const wordsFor = (setting: Setting, value: string) =>
  setting.path === 'data.validation.kind' && value in words.validations
    ? words.validations[value as keyof typeof words.validations]
    : value

/** What holds where a setting is left out. */
function leftOutText(setting: Setting): string {
  const { usual, otherwise } = setting
  if (usual !== undefined) return words.usual(wordsFor(setting, valueText(usual)))
  return otherwise ?? words.none
}

/** What the recipes have for a setting, as a field shows it. */
export function shownValue(setting: Setting, recipes: readonly Recipe[]): ShownValue {
  const shared = sharedValue(setting, recipes)
  const usual = leftOutText(setting)
  // Layers of one recipe can differ, too.
  const isMixed = shared.kind === 'same' && shared.value === undefined && !setting.optional
  if (shared.kind === 'differs' || isMixed)
    return { text: '', placeholder: words.differs, differs: true }
  return { text: valueText(shared.value), placeholder: usual, differs: false }
}

/** The options of a choice or a flag, with one for values that differ where they do. */
export function optionsOf(setting: Setting, shown: ShownValue) {
  const values = setting.type === 'flag' ? ['yes', 'no'] : setting.choices
  const named = values.map((value) => ({ value, label: wordsFor(setting, value) }))
  return [
    ...(shown.differs ? [{ value: differs, label: words.differs }] : []),
    ...(setting.optional ? [{ value: leftOut, label: leftOutText(setting) }] : []),
    ...named,
  ]
}

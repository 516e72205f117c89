import type { NamedSchedule, SavedSchedule } from '../../../../../shared/domain/design'
import { modelPresets, optimizerPresets } from '../../../../../shared/domain/presets'
import type { Recipe } from '../../../../../shared/domain/recipe'
import {
  definitionOf,
  scheduleKinds,
  type ScheduleKind,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'
import { parseValues } from '../../../../../shared/domain/study-plan/parse-values'
import {
  settingGroups,
  settingsOf,
  type Setting,
} from '../../../../../shared/domain/study-plan/settings'
import type { Axis } from '../../../../../shared/domain/study-plan/vary'
import { studyEditorTexts as words } from '../../../texts/study-editor'

/** Parts that are replaced whole, beside the settings. */
export const wholeParts = ['schedules', 'optimizers', 'networks'] as const
export type WholePart = (typeof wholeParts)[number]

export const isWhole = (what: string): what is WholePart => wholeParts.some((part) => part === what)

/** An axis as it stands in the dialog. */
export interface AxisForm {
  readonly key: number
  /** A setting's path, or a whole part. */
  readonly what: string
  /** The values as they are written. */
  readonly text: string
  /** Names of the schedules, optimizers or networks that are ticked. */
  readonly ticked: readonly string[]
  /** Schedules keep each trial's rate; optimizers come with their own. */
  readonly withRate: boolean
}

/** An axis nobody has said anything about yet. */
export const newAxis = (key: number, what: string): AxisForm => ({
  key,
  what,
  text: '',
  ticked: [],
  withRate: true,
})

/** Every kind in its own example, then the saved ones; names tell them apart. */
export function scheduleChoices(saved: readonly SavedSchedule[]): readonly NamedSchedule[] {
  const kinds = (Object.keys(scheduleKinds) as ScheduleKind[])
    // Those made of others begin with an example that says little.
    .filter((kind) => definitionOf(kind).family !== 'Composition')
    .map((kind): NamedSchedule => {
      const { title, example } = definitionOf(kind)
      // An example has the fields of its kind.
      return { name: title, spec: { kind, ...example } as unknown as ScheduleSpec }
    })
  const names = new Set(kinds.map(({ name }) => name))
  return [
    ...kinds,
    ...saved.map(({ name, spec }) => ({ name: names.has(name) ? `${name} (saved)` : name, spec })),
  ]
}

/** What can be ticked for a part. */
export function choiceNames(part: WholePart, schedules: readonly NamedSchedule[]) {
  switch (part) {
    case 'schedules':
      return schedules.map(({ name }) => name)
    case 'optimizers':
      return optimizerPresets.map(({ name }) => name)
    case 'networks':
      return modelPresets.map(({ name }) => name)
  }
}

/** What can be varied in these recipes, group by group. */
export function axisGroups(recipes: readonly Recipe[]) {
  const settings = settingsOf(recipes)
  return [
    {
      label: words.whole,
      options: wholeParts.map((value) => ({
        value: value,
        label: words.axisKinds[value],
      })),
    },
    ...settingGroups.map((group) => ({
      label: words.groups[group],
      options: settings
        .filter((each) => each.group === group)
        .map(({ path, label }) => ({ value: path, label })),
    })),
  ].filter(({ options }) => options.length > 0)
}

/** The setting that an axis is about; undefined for whole parts, and where no recipe has it. */
export const settingOfAxis = (
  { what }: AxisForm,
  recipes: readonly Recipe[],
): Setting | undefined =>
  isWhole(what) ? undefined : settingsOf(recipes).find(({ path }) => path === what)

export type ReadAxis =
  { readonly ok: true; readonly axis: Axis } | { readonly ok: false; readonly problem: string }

function readWhole(form: AxisForm, part: WholePart, schedules: readonly NamedSchedule[]): Axis {
  const isTicked = ({ name }: { readonly name: string }) => form.ticked.includes(name)
  switch (part) {
    case 'schedules':
      return { kind: part, schedules: schedules.filter(isTicked), keepRate: form.withRate }
    case 'optimizers':
      return { kind: part, optimizers: optimizerPresets.filter(isTicked), withRate: form.withRate }
    case 'networks':
      return { kind: part, networks: modelPresets.filter(isTicked) }
  }
}

/** Reads an axis, or says what is wrong with it. */
export function readAxis(
  form: AxisForm,
  recipes: readonly Recipe[],
  schedules: readonly NamedSchedule[],
): ReadAxis {
  const { what } = form
  if (isWhole(what)) {
    if (form.ticked.length === 0) return { ok: false, problem: words.nothingChosen }
    return { ok: true, axis: readWhole(form, what, schedules) }
  }
  const setting = settingOfAxis(form, recipes)
  if (!setting) return { ok: false, problem: words.nothingChosen }
  const read = parseValues(form.text, setting)
  return read.ok ? { ok: true, axis: { kind: 'setting', path: what, values: read.values } } : read
}

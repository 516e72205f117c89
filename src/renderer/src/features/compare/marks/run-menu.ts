import {
  Archive,
  ArchiveRestore,
  Eye,
  EyeOff,
  Focus,
  Palette,
  Pause,
  Pencil,
  Pin,
  PinOff,
  Play,
  RotateCcw,
  Square,
  SquareArrowOutUpRight,
  StickyNote,
  Tags,
  Trash2,
  Undo2,
} from '@lucide/vue'
import { isFinal, type RunRecord } from '../../../../../shared/domain/run'
import { marksOf } from '../../../../../shared/domain/run-marks'
import type { MenuChoice, MenuEntry } from '../../../components/context-menu'
import { runVerbs, type RunVerb } from '../../../components/run-verbs'
import { compareTexts } from '../../../texts/compare'

/** What can be done with selected runs. */
export type RunAction =
  | 'open'
  | 'only'
  | 'draw'
  | 'hide'
  | 'rename'
  | 'unname'
  | 'tags'
  | 'note'
  | 'colour'
  | 'archive'
  | 'unarchive'
  | 'pin'
  | 'unpin'
  | Exclude<RunVerb, 'prioritise'>
  | 'remove'

const verbs = ['pause', 'resume', 'retry', 'stop'] as const
const verbIcons = { pause: Pause, resume: Play, retry: RotateCcw, stop: Square }

export interface MenuState {
  readonly runs: readonly RunRecord[]
  /** Whether each of them is drawn. */
  readonly isDrawn: (run: RunRecord) => boolean
  readonly isBaseline: boolean
}

/** Those of the runs with which it can be done. */
export const steerable = (runs: readonly RunRecord[], verb: RunVerb) =>
  runs.filter(({ status }) => runVerbs(status).includes(verb))
export const removable = (runs: readonly RunRecord[]) =>
  runs.filter(({ status }) => isFinal(status))

/** The menu of the selected runs; choices that fit none of them are left out. */
export function runMenu({ runs, isDrawn, isBaseline }: MenuState): readonly MenuEntry[] {
  const words = compareTexts.actions
  const one = runs.length === 1
  const archived = runs.every((run) => marksOf(run).archived)
  const choice = (id: RunAction, label: string, more: Omit<MenuChoice, 'id' | 'label'>) => [
    { id, label, ...more },
  ]
  const when = (is: boolean, entries: readonly MenuEntry[]) => (is ? entries : [])
  return [
    ...when(one, choice('open', words.open, { icon: SquareArrowOutUpRight, keys: 'Enter' })),
    ...choice('only', words.only(runs.length), { icon: Focus }),
    ...when(!runs.every(isDrawn), choice('draw', words.draw, { icon: Eye, keys: 'V' })),
    ...when(runs.some(isDrawn), choice('hide', words.hide, { icon: EyeOff, keys: 'V' })),
    ...when(
      one,
      isBaseline
        ? choice('unpin', words.unpin, { icon: PinOff })
        : choice('pin', words.pin, { icon: Pin }),
    ),
    'line',
    ...when(one, choice('rename', words.rename, { icon: Pencil, keys: 'F2' })),
    ...when(
      runs.some((run) => marksOf(run).name !== undefined),
      choice('unname', words.unname, { icon: Undo2 }),
    ),
    ...choice('tags', words.tags, { icon: Tags }),
    ...choice('note', words.note, { icon: StickyNote }),
    ...choice('colour', words.colour, { icon: Palette }),
    'line',
    ...verbs.flatMap((verb) => {
      const fit = steerable(runs, verb).length
      const label = words.steer[verb](fit, runs.length)
      return when(fit > 0, choice(verb, label, { icon: verbIcons[verb] }))
    }),
    'line',
    ...(archived
      ? choice('unarchive', words.unarchive, { icon: ArchiveRestore })
      : choice('archive', words.archive, { icon: Archive })),
    ...choice('remove', words.remove(removable(runs).length, runs.length), {
      icon: Trash2,
      keys: 'Del',
      danger: true,
      disabled: removable(runs).length === 0,
    }),
  ]
}

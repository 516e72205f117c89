import { ScheduleError } from '../../../../../shared/domain/schedule'
import {
  codeTargets,
  scheduleCode,
  type CodeTarget,
} from '../../../../../shared/domain/schedule/code'
import type { Design } from '../../../stores/design'
import { fileName } from '../../../composables/file-name'

/** How a design can be taken elsewhere: as a program for a library, or as its own JSON. */
export const codeForms = [...codeTargets, 'json'] as const
export type CodeForm = CodeTarget | 'json'

/** A design as text, or why it cannot be written. */
export type CodeText =
  | { readonly ok: true; readonly text: string; readonly fileName: string; readonly type: string }
  | { readonly ok: false; readonly problem: string }

const written = ({ name, spec, totalEpochs, stepsPerEpoch }: Design, form: CodeForm): string =>
  form === 'json'
    ? `${JSON.stringify(spec, null, 2)}\n`
    : scheduleCode(spec, { to: form, length: { totalEpochs, stepsPerEpoch }, name })

/** The design in a form, with the name and the type of its file. */
export function codeText(design: Design, form: CodeForm): CodeText {
  try {
    const text = written(design, form)
    return form === 'json'
      ? { ok: true, text, fileName: fileName(design.name, 'json'), type: 'application/json' }
      : {
          ok: true,
          text,
          fileName: fileName(`${design.name} ${form}`, 'py'),
          type: 'text/x-python',
        }
  } catch (error) {
    if (error instanceof ScheduleError) return { ok: false, problem: error.message }
    throw error
  }
}

import { formatDuration, plural } from '../format'
import type { StudyEstimate } from './estimate'

/** How long, as in "about 3 min 20 s for 24 runs, 2 at a time"; says so while it is not known. */
export function estimateText({ seconds, runs, atOnce }: StudyEstimate): string {
  const order = atOnce === 1 ? 'one after the other' : `${atOnce} at a time`
  const many = plural(runs, 'run') + (runs === 1 ? '' : `, ${order}`)
  if (seconds === null) return `Not known yet for ${many}`
  return `About ${formatDuration(seconds)} for ${many}`
}

/** How long one run takes, as in "16 s to 1 min 02 s"; null while nothing is known. */
export function runTimeText({ runSeconds }: StudyEstimate): string | null {
  if (!runSeconds) return null
  const [least, most] = [formatDuration(runSeconds.least), formatDuration(runSeconds.most)]
  return least === most ? least : `${least} to ${most}`
}

/** Where that is known from, a sentence without its full stop. */
export function estimateSource({ sources, runsUsed }: StudyEstimate): string {
  const { same, alike, measured, unknown } = sources
  const of = plural(runsUsed, 'finished run')
  const parts = [
    same > 0 ? [`from ${of} trained the same way`] : [],
    alike > 0
      ? [same > 0 ? 'or alike, by their work' : `from ${of} of similar networks, by their work`]
      : [],
    measured > 0 ? ["from this machine's measured speed, by the work of the network"] : [],
  ].flat()
  const known = parts.join(same > 0 && alike > 0 ? ' ' : '; ')
  if (unknown === 0) return known
  const missing =
    `nothing is known of ${plural(unknown, 'trial')}: no such run has finished here, and this ` +
    'machine was not measured for it'
  return known === '' ? missing : `${known}; ${missing}`
}

import { LabError } from '../../../shared/contract/errors'

const longestShown = 60

/** A value as a message shows it: on one line, cut where it is long. */
export function shown(value: string): string {
  const cut = value.length > longestShown ? `${value.slice(0, longestShown)}...` : value
  return JSON.stringify(cut)
}

/** Why a file from elsewhere cannot be used: where in it, what is there, what must be. */
export const fileFault = (file: string, place: string | null, rule: string): LabError =>
  new LabError('bad-input', `${file}${place === null ? '' : `, ${place}`}: ${rule}.`)

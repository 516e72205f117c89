import { removedRun } from './full-folder'
import type { Seen, SeenRun } from './seen'

/** Plain enough to be written by hand, so that another value is none that could be noticed. */
const unsealed = ['settings.json', 'machine.json', 'window.json']

const isPrefix = (some: readonly string[], all: readonly string[]) =>
  some.length <= all.length && some.every((value, index) => value === all[index])

const ownerOf = (path: string) => /^runs\/([^/]+)\//.exec(path)?.[1]

/**
 * What a damaged file changed that it must not, or what changed and was not told. Curves and checkpoints
 * that were deleted leave no trace, for nothing else names them.
 */
export function harm(
  path: string,
  isThere: boolean,
  sound: Seen,
  found: Seen,
  isRepaired = false,
): readonly string[] {
  const broken: string[] = []
  let isLess = false
  for (const [id, run] of sound.runs) {
    const now = found.runs.get(id)
    if (!now) broken.push(`the run ${id} is gone`)
    else if (id === ownerOf(path)) {
      broken.push(...harmOfRun(id, run, now, isRepaired))
      isLess ||= !sameSeries(run, now) || (isThere && newest(run) !== newest(now))
    } else if (JSON.stringify(run) !== JSON.stringify(now)) broken.push(`the run ${id} is another`)
  }
  for (const id of found.runs.keys()) {
    const isBack = id === removedRun && path === 'removed.json'
    if (!sound.runs.has(id) && !isBack) broken.push(`the run ${id} came from nowhere`)
  }
  for (const [name, value] of sound.others) {
    const now = found.others.get(name)
    if (now === value) continue
    if (name !== path) broken.push(`${name} is another`)
    else if (!unsealed.includes(name)) isLess ||= isThere
  }
  if (isLess && found.problems.length === 0) broken.push('nobody was told')
  return broken
}

/** The others are only there in case this one is damaged. */
const newest = ({ checkpoints }: SeenRun) => checkpoints.split(',')[0]

const sameSeries = (a: SeenRun, b: SeenRun) =>
  a.rows.length === b.rows.length && a.steps.length === b.steps.length

/** Its record stays as it was, unless a repair made it agree, and of its series only a tail may be lost. */
function harmOfRun(id: string, run: SeenRun, now: SeenRun, isRepaired: boolean): readonly string[] {
  const broken: string[] = []
  if ((now.record !== run.record && !isRepaired) || now.study !== run.study)
    broken.push(`the record of ${id} is another`)
  if (!isPrefix(now.rows, run.rows)) broken.push(`${id} has other rows`)
  if (!isPrefix(now.steps, run.steps)) broken.push(`${id} has other steps`)
  return broken
}

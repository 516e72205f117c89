import type { GuardedFile, Look } from '../guarded-file'
import { leaveIt, type Finding } from './finding'

interface Looks<Value> {
  readonly file: Look<Value>
  readonly copy: Look<Value>
}

/** What is wrong with a guarded file; `otherwise` is done where its copy is of no use either. */
export function guardedFindings<Value>(
  path: string,
  { file, copy }: Looks<Value>,
  otherwise: string,
): readonly Finding[] {
  switch (file.kind) {
    case 'newer':
      return [
        { file: path, problem: `format ${file.version} is of a newer Cooldown`, remedy: leaveIt },
      ]
    case 'sound':
      return copy.kind === 'damaged'
        ? [{ file: `${path}.good`, problem: copy.why, remedy: 'the file is copied anew' }]
        : []
    case 'missing':
      if (copy.kind === 'missing') return []
      return [{ file: path, problem: 'it is gone', remedy: remedyFrom(copy, otherwise) }]
    case 'damaged':
      return [{ file: path, problem: file.why, remedy: remedyFrom(copy, otherwise) }]
  }
}

const remedyFrom = (copy: Look<unknown>, otherwise: string) =>
  copy.kind === 'sound' ? 'it is set aside and its last good copy put back' : otherwise

/** Copies a sound file anew where its copy is damaged. */
export function renewCopy<Value>(file: GuardedFile<Value>): readonly string[] {
  const looks = file.inspect()
  if (looks.file.kind !== 'sound' || looks.copy.kind !== 'damaged') return []
  return [`${file.path} was copied anew; the damaged copy is kept as ${file.renewCopy()}.`]
}

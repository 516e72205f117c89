import {
  compileSchedule,
  definitionOf,
  ScheduleError,
  type RunLength,
  type ScheduleSpec,
} from '../../../../../shared/domain/schedule'
import {
  dialectsOf,
  intendedExamples,
  readingOf,
  type Dialect,
} from '../../../../../shared/domain/schedule/dialects'
import { usualLength } from '../../../stores/design'
import { texts } from '../../../texts'

/** Versions of one schedule that are held against each other. */
export interface Subject {
  readonly id: string
  readonly title: string
  readonly length: RunLength
  /** Empty where there is nothing to hold against it. */
  readonly versions: readonly Dialect[]
  /** The code that can be read in two ways. */
  readonly written: string | null
  readonly explanation: string | null
  /** Why there are no versions: the schedule has a fault. */
  readonly problem: string | null
}

const words = texts.dialects

/** A version that no library's class stands for: what it is says it. */
const version = (name: string, spec: ScheduleSpec): Dialect => ({
  library: 'keras',
  name,
  call: words.described(definitionOf(spec.kind).title, spec.per ?? 'step'),
  spec,
  note: '',
})

function librariesOf(spec: ScheduleSpec, length: RunLength): Subject {
  const subject = { id: 'design', title: words.design, length, written: null, explanation: null }
  try {
    compileSchedule(spec, length)
    const versions = dialectsOf(spec, length)
    // A library may be unable to have this run though the design can.
    for (const version of versions) compileSchedule(version.spec, length)
    return { ...subject, versions, problem: null }
  } catch (error) {
    if (!(error instanceof ScheduleError)) throw error
    return { ...subject, versions: [], problem: error.message }
  }
}

/** What the design invites to be taken for. */
function readingSubject(spec: ScheduleSpec, length: RunLength): readonly Subject[] {
  const reading = readingOf(spec)
  if (!reading) return []
  return [
    {
      id: 'reading',
      title: words.misread,
      length,
      versions: [version(words.misreadAs, reading.spec), version(words.asIs, spec)],
      written: null,
      explanation: reading.explanation,
      problem: null,
    },
  ]
}

const traps: readonly Subject[] = intendedExamples.map((example, index) => ({
  id: `trap ${index}`,
  title: example.title,
  length: usualLength,
  versions: [version(words.intended, example.intended), version(words.applied, example.applied)],
  written: example.written,
  explanation: example.explanation,
  problem: null,
}))

/** The design under the rules of the libraries, how it may be misread, and the article's traps. */
export function subjectsOf(
  spec: ScheduleSpec,
  length: RunLength,
): readonly [Subject, ...Subject[]] {
  const libraries = librariesOf(spec, length)
  return [libraries, ...(libraries.problem === null ? readingSubject(spec, length) : []), ...traps]
}

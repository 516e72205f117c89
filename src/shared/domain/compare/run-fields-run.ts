import { formatDuration } from '../format'
import { marksOf } from '../run-marks'
import { runField, type RunField } from './field'

const moment = (iso: string | null) => {
  const at = iso === null ? NaN : Date.parse(iso)
  return Number.isNaN(at) ? null : at
}

type Own = Omit<Parameters<typeof runField>[0], 'group'>
const own = (given: Own): RunField => runField({ ...given, group: 'Run' })

const seconds = (value: unknown) => (typeof value === 'number' ? formatDuration(value) : '–')

/** Who a run is, what was noted on it, and how far it came. */
export const fieldsOfRun: readonly RunField[] = [
  own({
    name: 'name',
    title: 'Name',
    meaning: 'What tells a run from all others here',
    type: 'text',
    read: ({ name }) => name,
  }),
  own({
    name: 'study',
    title: 'Study',
    meaning: 'Name of the study that it belongs to',
    type: 'text',
    read: ({ study }) => study.name,
  }),
  own({
    name: 'trial',
    title: 'Trial',
    meaning: 'Name of the recipe in its study; runs of one trial differ in their seeds',
    type: 'text',
    read: ({ trial }) => trial.name,
  }),
  own({
    name: 'seed',
    title: 'Seed',
    meaning: 'Decides about start weights and the order of images',
    type: 'number',
    read: ({ run }) => run.seed,
    format: String,
  }),
  own({
    name: 'attempt',
    title: 'Attempt',
    meaning: '1 for the first try, 2 for its first retry, and so on',
    type: 'number',
    read: ({ run }) => run.attempt,
  }),
  own({
    name: 'status',
    title: 'Status',
    meaning: 'queued, running, paused, completed, stopped, diverged, failed or interrupted',
    type: 'text',
    read: ({ run }) => run.status,
  }),
  own({
    name: 'tags',
    title: 'Tags',
    meaning: 'Words on the run, and those of its trial; tag == "x" asks for one of them',
    type: 'list',
    read: ({ run, trial }) => [...new Set([...marksOf(run).tags, ...trial.tags])],
  }),
  own({
    name: 'note',
    title: 'Note',
    meaning: 'What a person wrote about the run',
    type: 'text',
    read: ({ run }) => marksOf(run).note || null,
  }),
  own({
    name: 'archived',
    title: 'Archived',
    meaning: 'Out of comparisons unless they ask for it',
    type: 'flag',
    read: ({ run }) => marksOf(run).archived === true,
  }),
  own({
    name: 'createdAt',
    title: 'Created',
    meaning: 'When the run was queued',
    type: 'time',
    read: ({ run }) => moment(run.createdAt),
  }),
  own({
    name: 'startedAt',
    title: 'Started',
    meaning: 'When its training began',
    type: 'time',
    read: ({ run }) => moment(run.startedAt),
  }),
  own({
    name: 'endedAt',
    title: 'Ended',
    meaning: 'When it ended',
    type: 'time',
    read: ({ run }) => moment(run.endedAt),
  }),
  own({
    name: 'seconds',
    title: 'Active time',
    meaning: 'Seconds of training and validation, pauses excluded',
    type: 'number',
    better: 'low',
    read: ({ run }) => run.seconds,
    format: seconds,
  }),
  own({
    name: 'secondsPerEpoch',
    title: 'Seconds per epoch',
    meaning: 'Active time by finished epochs',
    type: 'number',
    better: 'low',
    read: ({ run }) => (run.epochsDone > 0 ? run.seconds / run.epochsDone : null),
  }),
  own({
    name: 'epochs',
    title: 'Epochs',
    meaning: 'Planned length',
    type: 'number',
    read: ({ run }) => run.totalEpochs,
  }),
  own({
    name: 'epochsDone',
    title: 'Epochs done',
    meaning: 'Finished epochs',
    type: 'number',
    read: ({ run }) => run.epochsDone,
  }),
  own({
    name: 'stepsDone',
    title: 'Steps done',
    meaning: 'Updates of the weights in finished epochs',
    type: 'number',
    read: ({ run }) => run.epochsDone * run.stepsPerEpoch,
  }),
  own({
    name: 'progress',
    title: 'Progress',
    meaning: 'Share of the planned epochs that is finished, from 0 to 1',
    type: 'number',
    read: ({ run }) => run.epochsDone / run.totalEpochs,
  }),
  own({
    name: 'divergedAtStep',
    title: 'Diverged at step',
    meaning: 'Step, from 1, whose loss was not finite',
    type: 'number',
    read: ({ run }) => (run.divergedAtStep === null ? null : run.divergedAtStep + 1),
  }),
  own({
    name: 'forked',
    title: 'Forked',
    meaning: "Begins with another run's epochs",
    type: 'flag',
    read: ({ run }) => run.forkedFrom !== undefined,
  }),
  own({
    name: 'forkedFrom',
    title: 'Forked from',
    meaning: 'Id of the run whose first epochs it shares',
    type: 'text',
    read: ({ run }) => run.forkedFrom?.runId ?? null,
  }),
  own({
    name: 'outcome',
    title: 'Outcome',
    meaning: 'Why it ended, where it did not complete',
    type: 'text',
    read: ({ run }) => run.outcome,
  }),
  own({
    name: 'engine',
    title: 'Engine',
    meaning: 'What trained it',
    type: 'text',
    read: ({ run }) => run.engine,
  }),
  own({
    name: 'id',
    title: 'Run id',
    meaning: 'Name of its folder',
    type: 'text',
    read: ({ run }) => run.id,
  }),
]

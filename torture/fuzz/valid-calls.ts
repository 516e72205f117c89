import type { LabApi, ServiceName } from '../../src/shared/contract/api'
import { firstCompareView } from '../../src/shared/domain/compare/compare-view'
import { asRunId, asScheduleId } from '../../src/shared/domain/ids'
import { smallRuns, smallStudy } from './lab'

/** Ids that calls of a lab made, and a bundle of its runs. */
export interface Known {
  readonly importId: string
  readonly scheduleId: string
  readonly viewId: string
  readonly bundle: Uint8Array
  /** A run that has not ended. */
  readonly liveRunId: string
}

/** Inputs that are taken, of every call there is. */
type ValidCalls = {
  readonly [Service in ServiceName]: {
    readonly [Verb in keyof LabApi[Service]]: LabApi[Service][Verb] extends (
      input: infer Input,
    ) => unknown
      ? readonly [Input, ...Input[]]
      : never
  }
}

const studyId = smallStudy.id
const runIds = smallRuns.map(({ id }) => id)
const runId = runIds[0] ?? asRunId('none')
const oneStudy = [{ studyId }] as const
const oneRun = [{ runId }] as const
const { look } = firstCompareView
const picture = { width: 480, height: 270, scale: 1 } as const
const spec = { kind: 'step', initial: 0.1, factor: 0.5, every: 2 } as const
const draft = {
  name: 'Mine',
  seeds: [1],
  trials: smallStudy.trials.map(({ name, recipe }) => ({ name, recipe })),
}
const order = { templateId: 'article', trialIds: [smallStudy.trials[0]?.id ?? ''], seeds: [1] }
const length = { totalEpochs: 9, stepsPerEpoch: 9 }
const changes = { totalEpochs: 5, batchSize: 5 }

export function validCalls({ importId, scheduleId, viewId, bundle, liveRunId }: Known): ValidCalls {
  const anyRun = [{ runId: liveRunId }, { runId }] as const
  const compared = { runs: runIds.map((id) => ({ runId: id })), importIds: [importId] }
  return {
    machine: { describe: [{}], measure: [{}] },
    settings: { read: [{}], update: [{ theme: 'dark', parallelRuns: 2 }] },
    studies: {
      templates: [{}],
      list: [{}],
      get: oneStudy,
      create: [
        order,
        { draft },
        { ...order, recipe: { batchSize: 50 }, schedules: [{ name: 'A', spec }] },
      ],
      estimate: [order, { draft }],
      rename: [{ studyId, name: 'Renamed' }],
      remove: oneStudy,
      restore: oneStudy,
      pause: oneStudy,
      resume: oneStudy,
      stop: oneStudy,
      retry: oneStudy,
    },
    runs: {
      pause: anyRun,
      resume: anyRun,
      stop: anyRun,
      retry: anyRun,
      prioritise: anyRun,
      checkpoints: oneRun,
      fork: [{ runId, epochs: 2, name: 'A fork', changes }],
      epochs: [{ runIds }],
      columns: [{ runIds }],
      steps: oneRun,
      log: oneRun,
      rateSums: [{ runIds }],
      mark: [{ runIds, changes: { addTags: ['tag'], note: 'note', colour: 1, name: 'mine' } }],
      remove: [{ runIds: runIds.slice(1) }],
      restore: [{ runIds: runIds.slice(1) }],
      progress: [{}],
    },
    schedules: {
      list: [{}],
      save: [
        { name: 'Mine', spec, ...length },
        { id: asScheduleId(scheduleId), name: 'Mine', spec, ...length },
      ],
      remove: [{ scheduleId }],
    },
    views: {
      list: [{}],
      save: [
        { name: 'View', view: firstCompareView },
        { id: viewId, name: 'View', view: firstCompareView },
      ],
      remove: [{ viewId }],
    },
    imports: {
      list: [{}],
      rows: [{ importIds: [importId] }],
      add: [{ files: [{ path: 'a.csv', bytes: Buffer.from('epoch,loss\n1,2\n') }], tags: ['a'] }],
      rename: [{ importId, name: 'Other' }],
      remove: [{ importIds: [importId] }],
    },
    exports: {
      table: [
        { studyId, layout: 'epochs' },
        { studyId, runIds, layout: 'wide' },
        { studyId, layout: 'summary' },
      ],
      comparison: [{ ...compared, ...picture, look, metric: 'valLoss' }],
      chart: [
        {
          ...compared,
          chart: {
            kind: 'differences',
            objective: { metric: 'valLoss', at: 'final' },
            groupBy: 'trial',
            baseline: null,
          },
        },
        { ...compared, chart: { kind: 'gaps', groupBy: null } },
        {
          ...compared,
          chart: { kind: 'scatter', x: 'batchSize', y: 'valLoss@1', colourBy: 'seed' },
        },
        {
          ...compared,
          chart: { kind: 'parallel', fields: ['batchSize', 'valLoss'], colourBy: null },
        },
      ],
      drawn: [
        { ...compared, look, layout: 'tidy' },
        { ...compared, look, layout: 'wide' },
        { ...compared, look, layout: 'json' },
      ],
      everything: [compared, { ...compared, steps: true }, { ...compared, format: 'json' }],
      eventFiles: [{ ...compared, steps: true }],
      report: [
        { subject: { kind: 'study', studyId } },
        { subject: { ...compared, kind: 'comparison' }, look, format: 'markdown' },
      ],
      runChart: [{ runId, chart: 'curves' }],
      scheduleChart: [{ title: 'Rates', lines: [{ name: 'A', spec }], ...length }],
    },
    bundles: {
      make: [{ studyIds: [studyId] }, { runIds }],
      show: [{ bytes: bundle }],
      epochs: [{ bytes: bundle, runIds }],
      add: [{ bytes: bundle }],
      rerun: [{ bytes: bundle, runs: 1 }],
    },
  }
}

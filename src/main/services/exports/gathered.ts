import { LabError } from '../../../shared/contract/errors'
import type { ChosenRunOrder } from '../../../shared/contract/exports'
import type { XAxis } from '../../../shared/domain/compare/compare-view'
import type {
  ComparedRun,
  CurveSource,
  ImportedCurves,
} from '../../../shared/domain/compare/compared-run'
import { comparedRuns } from '../../../shared/domain/compare/compared-runs'
import { sourceOfImport } from '../../../shared/domain/compare/curve'
import type { RunId } from '../../../shared/domain/ids'
import type { RunRecord } from '../../../shared/domain/run'
import type { StudyHistory } from '../../../shared/domain/study'
import { mapSome } from '../map-some'
import type { ReadEpochs } from './selection'

/** Where runs and imports, and their points, come from. */
export interface GatherParts {
  readonly histories: () => readonly StudyHistory[]
  readonly readEpochs: ReadEpochs
  /** Sums of the applied rates by the end of each epoch; runs without steps are left out. */
  readonly rateSums: (runIds: readonly RunId[]) => Promise<ReadonlyMap<RunId, Float64Array>>
  /** Rejects with `not-found` for an id that is not there. */
  readonly imports: (ids: readonly string[]) => Promise<readonly ImportedCurves[]>
}

/** What a file is asked to be about. */
export interface GatherOrder {
  readonly runs: readonly ChosenRunOrder[]
  readonly importIds: readonly string[]
  readonly title?: string | undefined
  /** Sums of rates are read for the axis that needs them alone. */
  readonly x?: XAxis
}

/** Runs and imports with their points, in the order asked for. */
export interface Gathered {
  readonly title: string
  readonly runs: readonly ComparedRun[]
  readonly imports: readonly ImportedCurves[]
  readonly sources: ReadonlyMap<string, CurveSource>
}

/** The lab's own name and style of every run of these studies, earlier attempts included. */
function named(histories: readonly StudyHistory[]): ReadonlyMap<RunId, ComparedRun> {
  const latest = comparedRuns(histories)
  const found = new Map(latest.map((each) => [each.run.id, each]))
  for (const { study, runs } of histories) {
    for (const run of runs) {
      const trial = study.trials.find(({ id }) => id === run.trialId)
      if (found.has(run.id) || !trial) continue
      const same = latest.find((each) => each.trial === trial && each.run.seed === run.seed)
      const name = run.marks?.name ?? `${same?.name ?? trial.name}, attempt ${run.attempt}`
      const style = run.marks?.colour ?? same?.style ?? study.trials.indexOf(trial)
      found.set(run.id, { run, study, trial, name, style })
    }
  }
  return found
}

/** Names that occur twice get their run's id. */
function distinct(runs: readonly ComparedRun[]): readonly ComparedRun[] {
  const counts = new Map<string, number>()
  for (const { name } of runs) counts.set(name, (counts.get(name) ?? 0) + 1)
  return runs.map((each) =>
    counts.get(each.name) === 1 ? each : { ...each, name: `${each.name} · ${each.run.id}` },
  )
}

/** The runs asked for, each with the name and style that it was asked for with, else the lab's. */
function chosenRuns(
  histories: readonly StudyHistory[],
  orders: readonly ChosenRunOrder[],
): readonly ComparedRun[] {
  const wanted = new Set(orders.map(({ runId }) => runId))
  const known = named(histories.filter(({ runs }) => runs.some(({ id }) => wanted.has(id))))
  const once = [...new Map(orders.map((order) => [order.runId, order])).values()]
  return distinct(
    once.map(({ runId, name, style }) => {
      const found = known.get(runId)
      if (!found) throw new LabError('not-found', `There is no run "${runId}".`)
      return { ...found, name: name ?? found.name, style: style ?? found.style }
    }),
  )
}

function titleOf(runs: readonly ComparedRun[], imports: readonly ImportedCurves[]): string {
  const studies = [...new Set(runs.map(({ study }) => study.name))]
  const [first] = studies
  if (first === undefined)
    return imports.length === 1 ? (imports[0]?.name ?? '') : 'Imported curves'
  return studies.length === 1 ? first : `${first} and ${studies.length - 1} more`
}

/** A run's points, as lines are made of them. */
export const sourceOfRun = (
  run: RunRecord,
  { recipe }: ComparedRun['trial'],
  rows: CurveSource['rows'],
  rateSums: Float64Array | null,
): CurveSource => ({
  id: run.id,
  rows,
  recipe,
  stepsPerEpoch: run.stepsPerEpoch,
  totalEpochs: run.totalEpochs,
  rateSums,
})

/** Reads what an order is about; rejects with `not-found` for a run or import that is not there. */
export async function gather(parts: GatherParts, order: GatherOrder): Promise<Gathered> {
  const runs = chosenRuns(parts.histories(), order.runs)
  const ids = runs.map(({ run }) => run.id)
  const imports = await parts.imports([...new Set(order.importIds)])
  const sums = order.x === 'rateSum' ? await parts.rateSums(ids) : null
  const sources = await mapSome(runs, async ({ run, trial }) =>
    sourceOfRun(run, trial, await parts.readEpochs(run.id), sums?.get(run.id) ?? null),
  )
  return {
    title: order.title ?? titleOf(runs, imports),
    runs,
    imports,
    sources: new Map([...sources, ...imports.map(sourceOfImport)].map((each) => [each.id, each])),
  }
}

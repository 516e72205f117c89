import Table from 'cli-table3'
import { LabError } from '../../shared/contract/errors'
import { classResults } from '../../shared/domain/confusion'
import { familyOf, type FamilyNode } from '../../shared/domain/family'
import type { RunId } from '../../shared/domain/ids'
import { modelSummaryText } from '../../shared/domain/model-summary'
import { fashionMnist } from '../../shared/domain/recipe'
import type { RunRecord } from '../../shared/domain/run'
import type { StudyHistory, Trial } from '../../shared/domain/study'
import type { Lab } from '../services/lab'
import { runLabel } from './reporter'

const className = (label: number) => fashionMnist.classNames[label] ?? `class ${label}`

/** The run of this id with its study; `not-found` names where to look. */
export async function findRun({ services }: Lab, id: string) {
  for (const history of await services.studies.list({})) {
    const run = history.runs.find((each) => each.id === id)
    if (run) return { history, run }
  }
  throw new LabError('not-found', `There is no run "${id}"; "cooldown runs list" names them.`)
}

/** `cooldown runs show`: everything that is known of one run. */
export async function showRun(lab: Lab, id: string, json: boolean): Promise<void> {
  const { history, run } = await findRun(lab, id)
  const { lines } = await lab.services.runs.log({ runId: run.id })
  const trial = history.study.trials.find((each) => each.id === run.trialId)
  process.stdout.write(
    json
      ? `${JSON.stringify(await shownAsJson(lab, history, run, lines))}\n`
      : shownAsText(history, run, trial, lines),
  )
}

async function shownAsJson(
  { services }: Lab,
  history: StudyHistory,
  run: RunRecord,
  log: readonly string[],
) {
  const [series] = await services.runs.epochs({ runIds: [run.id] })
  const { confusion } = run
  const family = familyOf(run.id, history.runs)
  return {
    run,
    trial: history.study.trials.find((each) => each.id === run.trialId),
    epochs: series?.rows ?? [],
    classes: confusion
      ? classResults(confusion).map((each) => ({ name: className(each.label), ...each }))
      : null,
    family: family && treeOf(family),
    log,
  }
}

const treeOf = ({ run, forks }: FamilyNode): object => ({
  run: run.id,
  trial: run.trialId,
  seed: run.seed,
  status: run.status,
  epochs: run.epochsDone,
  forkedAfterEpochs: run.forkedFrom?.epochs ?? null,
  forks: forks.map(treeOf),
})

function shownAsText(
  history: StudyHistory,
  run: RunRecord,
  trial: Trial | undefined,
  log: readonly string[],
): string {
  const family = familyOf(run.id, history.runs)
  return [
    `${run.id}: ${run.status}${run.outcome === null ? '' : `. ${run.outcome}`}`,
    JSON.stringify(trial?.recipe, null, 2),
    ...(trial ? [modelSummaryText(trial.recipe.model)] : []),
    ...(run.weightsSha256 === undefined ? [] : [`Weights: SHA-256 ${run.weightsSha256}`]),
    ...(run.confusion ? [classTable(run.confusion)] : []),
    ...(family && family.forks.length > 0 ? ['Forks:', ...familyLines(family, run.id)] : []),
    ...log,
  ]
    .map((line) => `${line}\n`)
    .join('')
}

/** Accuracy of each class, and how many of its images were taken for each. */
function classTable(confusion: readonly number[]): string {
  const results = classResults(confusion)
  const table = new Table({
    head: ['true class', 'images', 'accuracy', ...results.map(({ label }) => `as ${label}`)],
    style: { head: [], border: [] },
  })
  for (const { label, images, accuracy, predicted } of results) {
    table.push([`${label} ${className(label)}`, images, accuracy?.toFixed(4) ?? '-', ...predicted])
  }
  return table.toString()
}

function familyLines({ run, forks }: FamilyNode, shown: RunId, indent = '  '): string[] {
  const from = run.forkedFrom ? `, forked after epoch ${run.forkedFrom.epochs}` : ''
  const epochs = `${run.epochsDone}/${run.totalEpochs} epochs`
  const mark = run.id === shown ? ' <- this one' : ''
  return [
    `${indent}${runLabel(run)}${from}, ${epochs}, ${run.status}: ${run.id}${mark}`,
    ...forks.flatMap((fork) => familyLines(fork, shown, `${indent}  `)),
  ]
}

import { z } from 'zod'
import { firstIssue } from '../../../shared/contract/first-issue'
import { epochRow, runRecord, study } from '../../../shared/contract/schemas'
import type { BundleDescription } from '../../../shared/domain/bundle/bundle'
import { asRunId, isSafeId } from '../../../shared/domain/ids'
import { isFinal } from '../../../shared/domain/run'
import { splitSizes } from '../../../shared/domain/recipe'
import type { Study } from '../../../shared/domain/study'
import { epochsPath, recordPath, stepsPath, type BundleContents, type BundledRun } from './contents'
import { badBundle, parseJson, readArchive, type SoundArchive } from './read-archive'
import { decodeStepColumns } from './step-files'

function parsed<Value>({ files }: SoundArchive, path: string, schema: z.ZodType<Value>): Value {
  const bytes = files.get(path)
  if (!bytes) throw badBundle(`${path} is missing`)
  const result = schema.safeParse(parseJson(bytes, path))
  if (result.success) return result.data
  const issue = firstIssue(result.error)
  throw badBundle(`${path}: ${issue.path}: ${issue.message}`)
}

const studyFile = /^studies\/([^/]+)\.json$/
const runFile = /^runs\/([^/]+)\/run\.json$/

/** Ids of the files whose path has this form, in the bundle's order. */
const idsOf = ({ list }: SoundArchive, form: RegExp) =>
  list.files.flatMap(({ path }) => {
    const id = form.exec(path)?.[1]
    if (id === undefined) return []
    if (!isSafeId(id)) throw badBundle(`${path} is not named by an id`)
    return [id]
  })

function readRun(archive: SoundArchive, id: string, studies: readonly Study[]): BundledRun {
  const runId = asRunId(id)
  const path = recordPath(runId)
  const run = parsed(archive, path, runRecord)
  if (run.id !== runId) throw badBundle(`${path} is of another run, ${run.id}`)
  if (!isFinal(run.status)) throw badBundle(`${path} is ${run.status}; it must have ended`)
  const of = studies.find(({ id: studyId }) => studyId === run.studyId)
  const trial = of?.trials.find((each) => each.id === run.trialId)
  if (!trial) throw badBundle(`${path} is of a trial, ${run.trialId}, that no study of it has`)
  const { stepsPerEpoch } = splitSizes(trial.recipe)
  if (run.stepsPerEpoch !== stepsPerEpoch) {
    throw badBundle(
      `${path} has ${run.stepsPerEpoch} steps per epoch; its recipe, ${stepsPerEpoch}`,
    )
  }
  const rows = parsed(archive, epochsPath(runId), z.array(epochRow))
  const gap = rows.findIndex(({ epoch }, at) => epoch !== at)
  if (gap >= 0) throw badBundle(`${epochsPath(runId)} has no epoch ${gap} in its place`)
  if (rows.length !== run.epochsDone) {
    throw badBundle(`${epochsPath(runId)} has ${rows.length} epochs; the record, ${run.epochsDone}`)
  }
  const steps = decodeStepColumns((column) => archive.files.get(stepsPath(runId, column)))
  if ('problem' in steps) throw badBundle(`runs/${runId}/steps: ${steps.problem}`)
  const least = rows.length * stepsPerEpoch
  // A run whose steps were damaged is handed on without any.
  if (steps.loss.length > 0 && steps.loss.length < least) {
    throw badBundle(`runs/${runId}/steps has ${steps.loss.length} steps; its epochs make ${least}`)
  }
  return { run, rows, steps }
}

/** A bundle's id and all that it holds, every part of it checked. */
export interface ReadBundle extends BundleContents {
  readonly id: string
}

/** Reads a bundle; throws a `bad-input` LabError naming file, value and rule for any that is not sound. */
export function readBundle(bytes: Uint8Array): ReadBundle {
  const archive = readArchive(bytes)
  const studies = idsOf(archive, studyFile).map((id) => {
    const path = `studies/${id}.json`
    const found = parsed(archive, path, study)
    if (found.id !== id) throw badBundle(`${path} is of another study, ${found.id}`)
    return found
  })
  if (studies.length === 0) throw badBundle('it has no study')
  const runs = idsOf(archive, runFile).map((id) => readRun(archive, id, studies))
  const { id, appVersion, machine, data } = archive.list
  return { id, appVersion, machine, data, studies, runs }
}

/** What is told of a bundle without its series. */
export const describeBundle = (bundle: ReadBundle): BundleDescription => {
  const { id, appVersion, machine, data, studies, runs } = bundle
  return { id, appVersion, machine, data, studies, runs: runs.map(({ run }) => run) }
}

import fs from 'node:fs'
import vm from 'node:vm'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { digestBytes, encodeCheckpoint } from '../../src/main/trainer/checkpoints/file-format'
import { writerThread, type WriteResult } from '../../src/main/trainer/checkpoints/file-writer'
import { draftEnding } from '../../src/main/trainer/checkpoints/file-names'
import { findCheckpoints } from '../../src/main/trainer/checkpoints/find'
import { watchOf } from '../../src/main/trainer/standing'
import { sampleCheckpoint } from '../../src/main/trainer/testing/sample-checkpoint'
import { smallRecipe } from '../../src/main/trainer/testing/small-recipe'

const { metric } = watchOf(smallRecipe())

const nodeRequire = createRequire(join(process.cwd(), '_'))

/** What the trainer's writing thread does with a job, in this thread, where its calls are seen. */
function writeHere(job: object): WriteResult {
  let result: WriteResult = { fault: 'no answer', bytes: null }
  let receive: (job: object) => void = () => undefined
  const parentPort = {
    on: (_: 'message', receiver: typeof receive) => (receive = receiver),
    postMessage: (answer: WriteResult) => (result = answer),
  }
  const load = (name: string): unknown => {
    if (name === 'node:worker_threads') return { parentPort }
    return name === 'node:fs' ? fs : nodeRequire(name)
  }
  const program = vm.runInThisContext(`(function (require) {${writerThread}})`) as (
    load: (name: string) => unknown,
  ) => void
  program(load)
  receive(job)
  return result
}

export const checkpointName = (epochs: number) => `${String(epochs).padStart(6, '0')}.ckpt`

/** What a trainer would tell the lab. */
export class CheckpointFault extends Error {}

/** Writes a sample checkpoint as a trainer does, and deletes others once it is safe. */
export function writeCheckpoint(folder: string, epochs: number, replaced: readonly number[] = []) {
  const path = join(folder, checkpointName(epochs))
  const { fault } = writeHere({
    path,
    draft: path + draftEnding,
    bytes: encodeCheckpoint(sampleCheckpoint({ epochs })),
    digestBytes,
    remove: replaced.map((each) => join(folder, checkpointName(each))),
  })
  if (fault !== null) throw new CheckpointFault(fault)
}

/** The sound checkpoints of a run, and what was passed over, as its next trainer finds them. */
export function soundCheckpoints(folder: string) {
  const { kept, passedOver } = findCheckpoints(folder, Infinity, metric)
  return { epochs: kept.map((each) => each.epochs), passedOver }
}

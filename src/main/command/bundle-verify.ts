import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RerunBegun } from '../../shared/contract/bundles'
import { repetitionOf } from '../../shared/domain/bundle/deviation'
import type { RunId } from '../../shared/domain/ids'
import { isFinal } from '../../shared/domain/run'
import { readBundle, type ReadBundle } from '../services/bundles/read-bundle'
import type { Lab } from '../services/lab'
import { isSame, isWhole, verdictAsJson, verdictAsText, type Verified } from './bundle-verdict'
import { untilInterrupted } from './interruption'
import { reportOn } from './follow-runs'
import { createReporter } from './reporters'
import { withLab } from './with-lab'

export interface VerifyOptions {
  readonly runs?: number
  readonly parallel?: number
  readonly json?: true
}

const exitDiffers = 3
const exitInterrupted = 130

/**
 * Trains a bundle's runs again in a folder of its own, which is deleted at the end, and tells the
 * largest deviation of every metric. The exit code is 3 where anything differs.
 */
export async function verifyBundle(bytes: Buffer, options: VerifyOptions): Promise<void> {
  const bundle = readBundle(bytes)
  const dataDir = await mkdtemp(join(tmpdir(), 'cooldown-verify-'))
  try {
    const { parallel } = options
    await withLab({ dataDir, parallel }, 'command line', (lab) =>
      verifyIn(lab, bundle, bytes, options),
    )
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function verifyIn(
  lab: Lab,
  bundle: ReadBundle,
  bytes: Buffer,
  { runs, json }: VerifyOptions,
): Promise<void> {
  const reporter = createReporter(json === true)
  lab.on('studyChanged', (history) => reporter.started(history))
  reportOn(lab, reporter)
  const interruption = untilInterrupted()
  const begun = await lab.services.bundles.rerun({ bytes, runs })
  void interruption.signal.then(() => {
    reporter.interrupted()
    return Promise.all(
      begun.histories.map(({ study }) => lab.services.studies.stop({ studyId: study.id })),
    )
  })
  await untilEnough(lab, bundle, begun)
  interruption.forget()
  const verified = await compareAll(lab, bundle, begun)
  const outcome = { bundle, verified, begun }
  process.stdout.write(
    json ? `${JSON.stringify(verdictAsJson(outcome))}\n` : verdictAsText(outcome),
  )
  process.exitCode = exitCodeOf(verified)
}

/** Epochs that a repetition needs to be compared with all that the bundle has. */
function neededEpochs({ runs }: ReadBundle, { pairs }: RerunBegun): ReadonlyMap<RunId, number> {
  const needed = new Map<RunId, number>()
  for (const { original, rerun } of pairs) {
    const epochs = runs.find(({ run }) => run.id === original)?.rows.length ?? 0
    needed.set(rerun, Math.max(epochs, needed.get(rerun) ?? 0))
  }
  return needed
}

/** Waits until every repetition ended; one that has all that is needed is stopped early. */
async function untilEnough(lab: Lab, bundle: ReadBundle, begun: RerunBegun): Promise<void> {
  const needed = neededEpochs(bundle, begun)
  const { runs } = lab.services
  const stopped = new Set<RunId>()
  lab.on('runsAdvanced', ({ epochs }) => {
    for (const { runId, row } of epochs) {
      const whole = begun.histories.flatMap((each) => each.runs).find(({ id }) => id === runId)
      const enough = row.epoch + 1 >= (needed.get(runId) ?? Infinity)
      if (!enough || stopped.has(runId) || row.epoch + 1 === whole?.totalEpochs) continue
      stopped.add(runId)
      // It may just have ended by itself.
      runs.stop({ runId }).catch(() => undefined)
    }
  })
  const over = async () => {
    const histories = await lab.services.studies.list({})
    return histories.every((history) => history.runs.every(({ status }) => isFinal(status)))
  }
  if (await over()) return
  await new Promise<void>((resolve, reject) => {
    const forget = lab.on('runsChanged', () => {
      over().then((isOver) => {
        if (!isOver) return
        forget()
        resolve()
      }, reject)
    })
  })
}

async function compareAll(
  lab: Lab,
  bundle: ReadBundle,
  { pairs }: RerunBegun,
): Promise<readonly Verified[]> {
  const histories = await lab.services.studies.list({})
  const repeated = new Map(histories.flatMap(({ runs }) => runs).map((run) => [run.id, run]))
  const verified: Verified[] = []
  for (const { original, rerun } of pairs) {
    const of = bundle.runs.find(({ run }) => run.id === original)
    const again = repeated.get(rerun)
    if (!of || !again) continue
    const [series] = await lab.services.runs.epochs({ runIds: [rerun] })
    const { weightsSha256 } = of.run
    const comparable = weightsSha256 !== undefined && again.epochsDone === of.rows.length
    verified.push({
      original: of.run,
      repeated: again,
      repetition: repetitionOf(of.rows, series?.rows ?? []),
      sameWeights: comparable ? again.weightsSha256 === weightsSha256 : null,
    })
  }
  return verified
}

function exitCodeOf(verified: readonly Verified[]): number {
  if (verified.some((each) => each.repeated.status === 'stopped' && !isWhole(each))) {
    return exitInterrupted
  }
  return verified.every(isSame) ? 0 : exitDiffers
}

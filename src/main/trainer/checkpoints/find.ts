import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { WatchedMetric } from '../../../shared/domain/recipe'
import { watchOf } from '../standing'
import { positionIn, type Checkpoint } from './checkpoint'
import { CheckpointError, decodeCheckpoint } from './file-format'
import { checkpointName, draftEnding, newestFirst, positionOf, type Position } from './file-names'

/** A sound checkpoint on the disk. */
export interface KeptFile extends Position {
  /** The watched metric after its last epoch; null within an epoch, and where another was watched. */
  readonly value: number | null
}

export interface Findings {
  /** The newest sound checkpoint that is not ahead of the rows on the disk. */
  readonly newest: Checkpoint | null
  /** It and the sound ones before it. */
  readonly kept: readonly KeptFile[]
  /** One sentence for each newer checkpoint that had to be passed over. */
  readonly passedOver: readonly string[]
  /** Names of all checkpoint files. */
  readonly names: readonly string[]
}

/**
 * Looks through a run's checkpoints, of which there are few. Makes the folder if it is missing, and
 * deletes the drafts that a killed trainer left.
 */
export function findCheckpoints(
  folder: string,
  epochsDone: number,
  metric: WatchedMetric,
): Findings {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const all = readdirSync(folder)
  for (const name of all.filter((each) => each.endsWith(draftEnding))) {
    rmSync(join(folder, name), { force: true })
  }
  const positions = all.map(positionOf).filter((position) => position !== null)
  const kept: KeptFile[] = []
  const passedOver: string[] = []
  let newest: Checkpoint | null = null
  for (const position of positions.sort(newestFirst)) {
    if (position.epochs > epochsDone) continue
    const found = readCheckpoint(folder, position)
    if (typeof found !== 'string') {
      newest ??= found
      kept.push({ ...position, value: valueIn(found, metric) })
    } else if (!newest) passedOver.push(found)
  }
  return { newest, kept, passedOver, names: positions.map(checkpointName) }
}

const valueIn = ({ recipe, standing, tally }: Checkpoint, metric: WatchedMetric) =>
  tally === null && watchOf(recipe).metric === metric ? standing.value : null

/** The checkpoint, or the sentence on why there is none. */
function readCheckpoint(folder: string, position: Position): Checkpoint | string {
  const name = checkpointName(position)
  try {
    const checkpoint = decodeCheckpoint(readFileSync(join(folder, name)))
    if (checkpointName(positionIn(checkpoint)) === name) return checkpoint
    return `The checkpoint ${name} was passed over: it was taken elsewhere in the run.`
  } catch (error) {
    const why =
      error instanceof CheckpointError ? error.message : `it cannot be read (${String(error)})`
    return `The checkpoint ${name} was passed over: ${why}.`
  }
}

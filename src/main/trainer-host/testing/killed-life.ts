import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MersenneTwister } from '../../../shared/domain/random/mersenne-twister'
import type { Recipe } from '../../../shared/domain/recipe'
import { commandFor, RealTraining, timeless, type MessageOf } from './real-trainer'

/** A run as the disk would have it at its end. */
export interface Outcome {
  readonly epochs: readonly MessageOf<'epoch'>[]
  readonly weightsSha256: string
}

/** Trains a recipe from its start to its end, undisturbed. */
export async function undisturbed(
  recipe: Recipe,
  changes: { readonly threads?: number; readonly seed?: number } = {},
): Promise<Outcome> {
  const training = new RealTraining(commandFor(recipe, changes))
  await training.ended
  return outcomeOf(training, training.all('epoch').map(timeless))
}

function outcomeOf(training: RealTraining, epochs: readonly MessageOf<'epoch'>[]): Outcome {
  const { lastWord } = training
  if (lastWord?.kind === 'completed') {
    return { epochs, weightsSha256: lastWord.final.weightsSha256 }
  }
  throw new Error(`the trainer did not complete; it said ${JSON.stringify(lastWord)}`)
}

export interface KilledLife {
  readonly outcome: Outcome
  /** How often it was killed while it trained. */
  readonly kills: number
  /** Epochs that were told again after a kill, with other values than before. */
  readonly contradictions: readonly number[]
}

/**
 * Trains a recipe whose process is ended by SIGKILL at random moments, up to so many times, and
 * taken up again each time with the epochs that were told; as the app does it.
 */
export async function killedLife(
  recipe: Recipe,
  wished: number,
  random: MersenneTwister,
): Promise<KilledLife> {
  const folder = await mkdtemp(join(tmpdir(), 'cooldown-kills-'))
  const epochs: MessageOf<'epoch'>[] = []
  const contradictions: number[] = []
  const take = (told: readonly MessageOf<'epoch'>[]) => {
    for (const message of told.map(timeless)) {
      const known = epochs[message.row.epoch]
      if (!known) epochs.push(message)
      else if (JSON.stringify(known) !== JSON.stringify(message)) {
        contradictions.push(message.row.epoch)
      }
    }
  }
  try {
    for (let kills = 0; ;) {
      const checkpoints = { folder, everyEpochs: 1 + random.nextBelow(2) }
      const training = new RealTraining(
        commandFor(recipe, { checkpoints, epochsDone: epochs.length }),
      )
      if (kills < wished) await killSomewhere(training, recipe.totalEpochs - epochs.length, random)
      const end = await training.ended
      take(training.all('epoch'))
      if (end.signal !== 'SIGKILL') {
        return { outcome: outcomeOf(training, epochs), kills, contradictions }
      }
      kills += 1
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** After some epochs, or none, and then a random moment within the next one. */
async function killSomewhere(training: RealTraining, epochsLeft: number, random: MersenneTwister) {
  const after = random.nextBelow(Math.max(1, epochsLeft - 1))
  const pause = random.nextBelow(40)
  const lookEveryMs = 2
  const reached = () => training.all('ready').length > 0 && training.all('epoch').length >= after
  const life = { isOver: false }
  void training.ended.then(() => (life.isOver = true))
  while (!life.isOver && !reached()) await later(lookEveryMs)
  await later(pause)
  training.trainer.kill()
}

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

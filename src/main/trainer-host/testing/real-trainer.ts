import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { TrainCommand, TrainerMessage } from '../../../shared/contract/trainer'
import { articleTemplate } from '../../../shared/domain/article'
import { asRunId } from '../../../shared/domain/ids'
import type { Recipe } from '../../../shared/domain/recipe'
import { readInstalledParts } from '../../services/installed-parts'
import type { Trainer, TrainerEnd } from '../../services/ports'
import { createTrainerLauncher } from '..'

function needed(file: string, remedy: string): string {
  if (existsSync(file)) return file
  throw new Error(`${file} is missing: ${remedy}`)
}

export const trainerEntry = () =>
  needed(
    join(import.meta.dirname, '../../../../out/main/trainer.js'),
    'run "npm test", which builds it.',
  )

export const datasetFile = () =>
  needed(
    readInstalledParts(process.env.COOLDOWN_PARTS).dataset?.decoded?.file ??
      join(homedir(), '.cache/cooldown/datasets/fashion-mnist-v1.bin'),
    'run "npm run setup", which fetches the data.',
  )

export const realLauncher = () =>
  createTrainerLauncher({ node: process.execPath, trainerEntry: trainerEntry() })

export function articleRecipe(id: string, changes: Partial<Recipe> = {}): Recipe {
  const trial = articleTemplate.trials.find((each) => each.id === id)
  if (!trial) throw new Error(`the article has no trial ${id}`)
  return { ...trial.recipe, ...changes }
}

export const commandFor = (
  recipe: Recipe,
  changes: Partial<Omit<TrainCommand, 'kind' | 'runId' | 'recipe'>> = {},
): TrainCommand => ({
  kind: 'train',
  runId: asRunId('run-1'),
  recipe,
  seed: 1,
  threads: 1,
  datasetFile: datasetFile(),
  checkpoints: null,
  epochsDone: 0,
  ...changes,
})

type Kind = TrainerMessage['kind']
export type MessageOf<K extends Kind> = Extract<TrainerMessage, { kind: K }>

/** A real trainer at work, and what came of it. */
export class RealTraining {
  readonly messages: TrainerMessage[] = []
  readonly ended: Promise<TrainerEnd>
  readonly trainer: Trainer

  constructor(command: TrainCommand, environment: Readonly<Record<string, string>> = {}) {
    let settle: (end: TrainerEnd) => void = () => undefined
    this.ended = new Promise((resolve) => {
      settle = resolve
    })
    this.trainer = realLauncher().launch(command, environment, {
      received: (message) => this.messages.push(message),
      ended: (end) => settle(end),
    })
  }

  all<K extends Kind>(kind: K): readonly MessageOf<K>[] {
    return this.messages.filter((each): each is MessageOf<K> => each.kind === kind)
  }

  /** What it said last but for signs of life. */
  get lastWord(): TrainerMessage | undefined {
    return this.messages.filter(({ kind }) => kind !== 'heartbeat').at(-1)
  }

  /** Epochs without what the clock says, for comparing runs bit for bit. */
  get epochs() {
    return this.all('epoch').map(timeless)
  }
}

/** An epoch without what the clock says. */
export function timeless({ kind, row, steps }: MessageOf<'epoch'>): MessageOf<'epoch'> {
  const { examplesPerSecond, ...rest } = row
  const told = examplesPerSecond === undefined ? {} : { examplesPerSecond: 0 }
  return { kind, row: { ...rest, ...told, seconds: 0 }, steps }
}

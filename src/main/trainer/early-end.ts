import type { Recipe, WatchedMetric } from '../../shared/domain/recipe'
import type { Standing } from './standing'

const names: Record<WatchedMetric, string> = {
  loss: 'training loss',
  accuracy: 'training accuracy',
  valLoss: 'validation loss',
  valAccuracy: 'validation accuracy',
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Why a run ends before its last epoch, a sentence; null when it goes on. */
export function earlyEnd(recipe: Recipe, standing: Standing, stepsPerEpoch: number): string | null {
  const why = noImprovement(recipe, standing) ?? spentBudget(recipe, standing, stepsPerEpoch)
  return why === null ? null : `Stopped early: ${why}${whoseWeights(recipe, standing)}.`
}

function noImprovement({ earlyStopping }: Recipe, { watch }: Standing): string | null {
  if (!earlyStopping || !watch.isOver) return null
  const { metric, minDelta = 0 } = earlyStopping
  const by = minDelta > 0 ? ` by more than ${minDelta}` : ''
  return `${names[metric]} had not improved${by} for ${counted(watch.wait, 'epoch')}`
}

function spentBudget(
  { budget }: Recipe,
  { epochs, busySeconds }: Standing,
  stepsPerEpoch: number,
): string | null {
  const reached = (limit: string) => `the budget of ${limit} was reached in epoch ${epochs}`
  if (budget?.steps !== undefined && epochs * stepsPerEpoch >= budget.steps) {
    return reached(counted(budget.steps, 'step'))
  }
  if (budget?.seconds !== undefined && busySeconds >= budget.seconds) {
    return reached(counted(budget.seconds, 'second'))
  }
  return null
}

function whoseWeights({ earlyStopping }: Recipe, { epochs, watch }: Standing): string {
  if (!earlyStopping?.restoreBest || !watch.best || watch.best.epoch === epochs - 1) return ''
  return `; the weights are those of epoch ${watch.best.epoch + 1}`
}

import type { ImportedMetric } from '../../../shared/domain/compare/compared-run'
import { wordMap } from './word-map'

type Part = 'train' | 'validation' | 'test'
type Base = 'loss' | 'accuracy' | 'top3' | 'learningRate' | 'seconds' | 'examplesPerSecond'

const partWords = wordMap<Part>({
  train: 'train',
  training: 'train',
  trn: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  eval: 'validation',
  evaluation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
})

/** Names without the words that say on which images, nor those that say nothing. */
const bases = wordMap<Base>({
  loss: 'loss',
  'cross entropy': 'loss',
  'cross entropy loss': 'loss',
  'sparse categorical crossentropy': 'loss',
  'categorical crossentropy': 'loss',
  nll: 'loss',
  accuracy: 'accuracy',
  acc: 'accuracy',
  'sparse categorical accuracy': 'accuracy',
  'categorical accuracy': 'accuracy',
  'top 1 accuracy': 'accuracy',
  top1: 'accuracy',
  'top 3': 'top3',
  top3: 'top3',
  'top 3 accuracy': 'top3',
  'top3 accuracy': 'top3',
  'learning rate': 'learningRate',
  lr: 'learningRate',
  seconds: 'seconds',
  'epoch seconds': 'seconds',
  'examples per second': 'examplesPerSecond',
})

const filler: ReadonlySet<string> = new Set([
  'epoch',
  'mean',
  'average',
  'avg',
  'metrics',
  'metric',
])

const metrics: Readonly<Record<Part, Partial<Record<Base, ImportedMetric>>>> = {
  train: {
    loss: 'loss',
    accuracy: 'accuracy',
    top3: 'top3',
    learningRate: 'learningRate',
    seconds: 'seconds',
    examplesPerSecond: 'examplesPerSecond',
  },
  validation: { loss: 'valLoss', accuracy: 'valAccuracy', top3: 'valTop3' },
  test: { loss: 'testLoss', accuracy: 'testAccuracy' },
}

/** The words of a name, whether they hang together by case, underscores, slashes or points. */
const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')

/**
 * The metric that a column or tag of another program means: `val_loss`, `Loss/train`, `valAccuracy`,
 * `epoch_learning_rate`. On the training images where no word says otherwise; null for what is none.
 */
export function metricNamed(name: string, part: Part = 'train'): ImportedMetric | null {
  let where: Part = part
  const rest: string[] = []
  for (const word of wordsOf(name)) {
    const said = partWords.get(word)
    if (said) where = said
    else rest.push(word)
  }
  const telling = rest.filter((word) => !filler.has(word))
  const base = bases.get(rest.join(' ')) ?? bases.get(telling.join(' '))
  if (base === undefined) return null
  // Rates and times are the same on whichever images they were written down.
  return metrics[where][base] ?? (base === 'learningRate' ? base : null)
}

/** Lower case without anything but letters and digits: how columns are told apart. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

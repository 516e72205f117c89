import { expect, it } from 'vitest'
import { metricNamed } from './metric-names'

it.each([
  ['loss', 'loss'],
  ['train_loss', 'loss'],
  ['Loss/train', 'loss'],
  ['training loss (mean)', 'loss'],
  ['epoch_loss', 'loss'],
  ['val_loss', 'valLoss'],
  ['valLoss', 'valLoss'],
  ['validation/loss', 'valLoss'],
  ['eval.loss', 'valLoss'],
  ['acc', 'accuracy'],
  ['val_sparse_categorical_accuracy', 'valAccuracy'],
  ['Accuracy/Test', 'testAccuracy'],
  ['testLoss', 'testLoss'],
  ['lr', 'learningRate'],
  ['learning_rate', 'learningRate'],
  ['epoch_learning_rate', 'learningRate'],
  ['val_learning_rate', 'learningRate'],
  ['valTop3', 'valTop3'],
  ['examplesPerSecond', 'examplesPerSecond'],
])('%s means %s', (name, metric) => {
  expect(metricNamed(name)).toBe(metric)
})

it.each([
  'f1',
  'constructor loss',
  '__proto__',
  'loss_ratio',
  'generator_loss',
  'sparse_top_k_categorical_accuracy',
  'epoch',
  '',
])('"%s" means none', (name) => {
  expect(metricNamed(name)).toBeNull()
})

it('values of a file of validation are those of validation, but its rates', () => {
  expect(metricNamed('epoch_loss', 'validation')).toBe('valLoss')
  expect(metricNamed('epoch_learning_rate', 'validation')).toBe('learningRate')
  expect(metricNamed('seconds', 'validation')).toBeNull()
})

import type { GlossaryEntry } from './entry'

const group = 'training'

/** Terms of training. What comes first is needed for what follows. */
export const trainingTerms = {
  run: {
    group,
    title: 'Run',
    also: 'training experiment',
    text: 'One training of a network from its first weights to its end, with one recipe and one seed.',
  },
  step: {
    group,
    title: 'Step',
    also: 'iteration update',
    text: 'One update of the weights from one batch. Counted from 0 in schedules, from 1 for people.',
  },
  epoch: {
    group,
    title: 'Epoch',
    also: 'pass',
    text: 'One pass over all training images. Validation happens at its end.',
  },
  batch: {
    group,
    title: 'Batch size',
    also: 'mini-batch',
    text: 'How many images one step learns from. Larger batches give steadier directions and fewer steps per epoch.',
  },
  network: {
    group,
    title: 'Network',
    also: 'model architecture layers',
    text: 'The function that is trained: layers one after the other that turn an image into a guess for each class.',
  },
  weights: {
    group,
    title: 'Weights',
    also: 'parameters biases kernel',
    text: 'The numbers inside a network that training changes.',
  },
  gradient: {
    group,
    title: 'Gradient',
    text: 'For every weight, how the loss would change if that weight did. A step moves the weights against it.',
  },
  norm: {
    group,
    title: 'Norm',
    also: 'l2 length gradient norm weight norm',
    text: 'The length of a long list of numbers, as one number: the root of the sum of their squares. Of gradients it shows whether training is calm.',
  },
  optimizer: {
    group,
    title: 'Optimizer',
    also: 'sgd adam rmsprop',
    text: 'The rule that turns gradient and learning rate into a change of the weights.',
  },
  sgd: {
    group,
    title: 'SGD',
    also: 'stochastic gradient descent',
    text: 'Stochastic gradient descent: each weight moves by the learning rate times its gradient, batch by batch. Momentum can be added.',
  },
  momentum: {
    group,
    title: 'Momentum',
    also: 'heavy ball beta',
    text: 'A memory of earlier steps that is added to each new one, so that movement in a steady direction builds up. 0 has no memory; 0.9 is common.',
  },
  nesterov: {
    group,
    title: 'Nesterov momentum',
    text: 'Momentum that looks ahead: the gradient counts as if the remembered step had been taken already.',
  },
  adam: {
    group,
    title: 'Adam',
    also: 'adamw adaptive beta',
    text: 'An optimizer that scales each weight’s step by how large its gradients have lately been. It wants smaller rates than SGD, such as 0.001.',
  },
  weightDecay: {
    group,
    title: 'Weight decay',
    also: 'l2 regularisation adamw decoupled',
    text: 'Pulls all weights a little towards 0 at every step, against overfitting. Decoupled from the gradient, its strength still follows the learning rate.',
  },
  clipping: {
    group,
    title: 'Gradient clipping',
    also: 'clip norm clip value',
    text: 'Shortens gradients that are longer than a limit, so that one bad batch cannot ruin a run.',
  },
  regularisation: {
    group,
    title: 'Regularisation',
    also: 'l1 l2 dropout regularization',
    text: 'Whatever keeps a network from learning its training images by heart: weight decay, dropout, label smoothing, early stopping.',
  },
  dropout: {
    group,
    title: 'Dropout',
    text: 'While training, a share of a layer’s values is set to 0 at random, so that no value is relied on alone.',
  },
  labelSmoothing: {
    group,
    title: 'Label smoothing',
    text: 'Instead of “surely class 3”, the target says “mostly class 3, a little of every other”. It keeps the network from being too sure.',
  },
  earlyStopping: {
    group,
    title: 'Early stopping',
    text: 'Ends a run once a watched metric has not improved for some epochs.',
  },
  patience: {
    group,
    title: 'Patience',
    text: 'How many epochs without improvement are accepted before something is done about it.',
  },
  seed: {
    group,
    title: 'Seed',
    also: 'random repeat reproducible',
    text: 'The number that all chance of a run comes from: first weights, order of images, dropout. The same seed repeats a run exactly; other seeds show how much is luck.',
  },
  checkpoint: {
    group,
    title: 'Checkpoint',
    also: 'save restore resume',
    text: 'Everything needed to go on with a run from that moment: weights, the optimizer’s memory, random numbers, and the schedule’s place.',
  },
  diverged: {
    group,
    title: 'Diverged',
    also: 'nan infinity blow up',
    text: 'The loss was no longer a finite number, mostly because the rate was too high. The run ends there, and its curve is kept.',
  },
  interrupted: {
    group,
    title: 'Interrupted',
    also: 'crash killed resume',
    text: 'The training process ended without a word: it was killed, or the machine went down. Finished epochs are kept, and the run can be resumed from its last checkpoint.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>

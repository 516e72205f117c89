import type { GlossaryEntry } from './entry'

const group = 'results'

/** Terms of results and of comparing them. What comes first is needed for what follows. */
export const resultTerms = {
  loss: {
    group,
    title: 'Loss',
    also: 'cross-entropy objective',
    text: 'How wrong the guesses are, as one number; training lowers it. Here it is the cross-entropy: 0 for certain and right, 2.3 for guessing among ten classes.',
  },
  accuracy: {
    group,
    title: 'Accuracy',
    text: 'The share of images whose class was guessed right.',
  },
  top3: {
    group,
    title: 'Top-3 accuracy',
    also: 'top k',
    text: 'The share of images whose true class was among the three best guesses.',
  },
  validation: {
    group,
    title: 'Validation',
    also: 'val holdout split',
    text: 'Measuring on images that are not trained on. Only this tells whether something was learned that holds elsewhere.',
  },
  testSet: {
    group,
    title: 'Test set',
    text: 'Images kept aside for a last look. Choosing by them makes them validation images.',
  },
  overfitting: {
    group,
    title: 'Overfitting',
    also: 'gap generalisation',
    text: 'Training loss still falls while validation loss rises: the network learns its training images by heart.',
  },
  lossGap: {
    group,
    title: 'Loss gap',
    also: 'generalisation gap overfitting',
    text: 'Validation loss minus training loss. It opens as a network overfits.',
  },
  confusion: {
    group,
    title: 'Confusion matrix',
    also: 'classes mistakes',
    text: 'A table of true classes against guessed ones: what lies off its diagonal are the mistakes.',
  },
  baseline: {
    group,
    title: 'Baseline',
    text: 'The run or group that others are measured against.',
  },
  fairness: {
    group,
    title: 'Fairness',
    also: 'confounder',
    text: 'A comparison of schedules is fair when nothing but the schedule differs: same data, network, optimizer, number of steps, and seeds.',
  },
  paired: {
    group,
    title: 'Paired difference',
    also: 'paired t test seed',
    text: 'The difference between two trials with the same seed. Luck that both share cancels out, so fewer repeats are needed.',
  },
  interval: {
    group,
    title: '95 % interval',
    also: 'confidence interval t',
    text: 'A range made so that it holds the true mean in 95 of 100 such experiments. If that of a difference spans 0, the question is undecided.',
  },
  deviation: {
    group,
    title: 'Standard deviation',
    also: 'std spread sigma',
    text: 'How far single runs usually lie from their mean. It does not shrink with more runs.',
  },
  standardError: {
    group,
    title: 'Standard error',
    also: 'sem',
    text: 'How far the mean of so many runs usually lies from the true one. It shrinks with the root of their number.',
  },
  median: {
    group,
    title: 'Median',
    text: 'The middle one of the values when they are sorted. A single stray run does not move it.',
  },
  smoothing: {
    group,
    title: 'Smoothing',
    also: 'ema moving average',
    text: 'Draws each point as an average with its neighbours, so that a trend shows through noise. The measured line stays visible behind it; rates are never smoothed.',
  },
  logAxis: {
    group,
    title: 'Logarithmic axis',
    also: 'log scale',
    text: 'Equal distances are equal factors: from 0.001 to 0.01 is as far as from 0.01 to 0.1. It has no 0.',
  },
  outliers: {
    group,
    title: 'Outliers',
    text: 'Values far from all others. They can be left outside the visible range; nothing is taken out of the data.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>

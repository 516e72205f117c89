/** A word that Cooldown uses, in one or two sentences. */
export interface GlossaryEntry {
  readonly title: string
  readonly text: string
  readonly group: GlossaryGroup
  /** Other names of it, by which it is found. */
  readonly also?: string
}

export const glossaryGroups = ['schedules', 'training', 'results', 'lab'] as const
export type GlossaryGroup = (typeof glossaryGroups)[number]

const schedules = 'schedules'
const training = 'training'
const results = 'results'
const lab = 'lab'

/** Every term, in the order of its group: what comes first is needed for what follows. */
export const glossary = {
  learningRate: {
    group: schedules,
    title: 'Learning rate',
    also: 'lr eta step size',
    text: 'How far the weights are moved at each step along the direction that lowers the loss. Too high and training jumps about or blows up; too low and it crawls.',
  },
  schedule: {
    group: schedules,
    title: 'Schedule',
    also: 'scheduler lr schedule decay',
    text: 'The plan of the learning rate over a run: which rate is used at which step or epoch.',
  },
  constant: {
    group: schedules,
    title: 'Constant rate',
    text: 'The same learning rate from the first step to the last. The plainest baseline for any schedule.',
  },
  decay: {
    group: schedules,
    title: 'Decay',
    also: 'annealing',
    text: 'Lowering the rate as training goes on: large steps find the region, small ones settle in it.',
  },
  warmup: {
    group: schedules,
    title: 'Warm-up',
    also: 'warmup ramp-up',
    text: 'The first part of a run, in which the rate climbs from near 0 to its peak. It keeps fresh, random weights from being thrown off by large steps.',
  },
  cooldown: {
    group: schedules,
    title: 'Cool-down',
    also: 'cooldown decay phase annealing',
    text: 'The last part of a run, in which the rate falls towards 0. Much of the final gain in loss comes here.',
  },
  peak: {
    group: schedules,
    title: 'Peak rate',
    also: 'base lr maximum',
    text: 'The highest rate of a schedule. Most comparisons stand or fall with it.',
  },
  floor: {
    group: schedules,
    title: 'Floor',
    also: 'minimum lr eta min',
    text: 'A rate below which a schedule does not fall.',
  },
  linear: {
    group: schedules,
    title: 'Linear decay',
    text: 'The rate falls by the same amount at every step, often down to 0 at the end.',
  },
  stepDecay: {
    group: schedules,
    title: 'Step decay',
    also: 'multi-step piecewise staircase milestones',
    text: 'The rate stays level and drops by a factor at set moments, like a staircase.',
  },
  exponential: {
    group: schedules,
    title: 'Exponential decay',
    also: 'gamma decay rate',
    text: 'The rate is multiplied by the same factor again and again; on a logarithmic axis it is a straight line.',
  },
  timeBased: {
    group: schedules,
    title: 'Time-based decay',
    also: 'inverse time 1/t',
    text: 'The rate is divided by 1 plus a multiple of the time: quick decay at first, slower and slower later.',
  },
  polynomial: {
    group: schedules,
    title: 'Polynomial decay',
    also: 'power',
    text: 'The rate falls as a power of the time that is left. Power 1 is linear; higher powers fall early.',
  },
  cosine: {
    group: schedules,
    title: 'Cosine',
    also: 'cosine annealing half cosine',
    text: 'The rate follows half a cosine wave: slow at first, fast in the middle, and slow again near the end.',
  },
  restarts: {
    group: schedules,
    title: 'Restarts',
    also: 'sgdr warm restarts cosine',
    text: 'The rate jumps back up and falls again, several times in a run. A jump may carry the weights out of a poor region.',
  },
  cyclic: {
    group: schedules,
    title: 'Cyclic rate',
    also: 'clr triangular cycle',
    text: 'The rate swings between a lower and an upper bound over and over, usually in triangles.',
  },
  oneCycle: {
    group: schedules,
    title: 'One cycle',
    also: 'super-convergence 1cycle',
    text: 'One rise to a high rate and one longer fall, over the whole run; momentum often moves the other way.',
  },
  stable: {
    group: schedules,
    title: 'Warm-up, stable, decay',
    also: 'wsd trapezoid hold',
    text: 'Up to the peak, level for most of the run, then down. The level part can be prolonged, and each cool-down starts from a checkpoint.',
  },
  inverseSqrt: {
    group: schedules,
    title: 'Inverse square root',
    also: 'noam rsqrt transformer',
    text: 'After the warm-up the rate falls with the square root of the steps done. It needs no known end of the run.',
  },
  plateau: {
    group: schedules,
    title: 'Plateau',
    also: 'reduce on plateau ReduceLROnPlateau patience',
    text: 'A stretch in which a watched metric no longer improves. “Reduce on plateau” lowers the rate there, so its curve is only known once it has been trained with.',
  },
  area: {
    group: schedules,
    title: 'Cumulative learning rate',
    also: 'area sum of rates budget',
    text: 'The sum of the rates of all steps so far: how far the weights could have moved. Schedules with the same sum have the same budget.',
  },
  progress: {
    group: schedules,
    title: 'Progress',
    text: 'The share of the planned run that is done, from 0 to 100 %. Runs of different lengths can be laid over each other by it.',
  },
  dialect: {
    group: schedules,
    title: 'Dialect',
    also: 'keras pytorch timm optax hugging face',
    text: 'How one library computes a schedule of a given name. Libraries differ in off-by-one steps, in rounding, and in what counts as time.',
  },

  run: {
    group: training,
    title: 'Run',
    also: 'training experiment',
    text: 'One training of a network from its first weights to its end, with one recipe and one seed.',
  },
  step: {
    group: training,
    title: 'Step',
    also: 'iteration update',
    text: 'One update of the weights from one batch. Counted from 0 in schedules, from 1 for people.',
  },
  epoch: {
    group: training,
    title: 'Epoch',
    also: 'pass',
    text: 'One pass over all training images. Validation happens at its end.',
  },
  batch: {
    group: training,
    title: 'Batch size',
    also: 'mini-batch',
    text: 'How many images one step learns from. Larger batches give steadier directions and fewer steps per epoch.',
  },
  network: {
    group: training,
    title: 'Network',
    also: 'model architecture layers',
    text: 'The function that is trained: layers one after the other that turn an image into a guess for each class.',
  },
  weights: {
    group: training,
    title: 'Weights',
    also: 'parameters biases kernel',
    text: 'The numbers inside a network that training changes.',
  },
  gradient: {
    group: training,
    title: 'Gradient',
    text: 'For every weight, how the loss would change if that weight did. A step moves the weights against it.',
  },
  norm: {
    group: training,
    title: 'Norm',
    also: 'l2 length gradient norm weight norm',
    text: 'The length of a long list of numbers, as one number: the root of the sum of their squares. Of gradients it shows whether training is calm.',
  },
  optimizer: {
    group: training,
    title: 'Optimizer',
    also: 'sgd adam rmsprop',
    text: 'The rule that turns gradient and learning rate into a change of the weights.',
  },
  sgd: {
    group: training,
    title: 'SGD',
    also: 'stochastic gradient descent',
    text: 'Stochastic gradient descent: each weight moves by the learning rate times its gradient, batch by batch. Momentum can be added.',
  },
  momentum: {
    group: training,
    title: 'Momentum',
    also: 'heavy ball beta',
    text: 'A memory of earlier steps that is added to each new one, so that movement in a steady direction builds up. 0 has no memory; 0.9 is common.',
  },
  nesterov: {
    group: training,
    title: 'Nesterov momentum',
    text: 'Momentum that looks ahead: the gradient counts as if the remembered step had been taken already.',
  },
  adam: {
    group: training,
    title: 'Adam',
    also: 'adamw adaptive beta',
    text: 'An optimizer that scales each weight’s step by how large its gradients have lately been. It wants smaller rates than SGD, such as 0.001.',
  },
  weightDecay: {
    group: training,
    title: 'Weight decay',
    also: 'l2 regularisation adamw decoupled',
    text: 'Pulls all weights a little towards 0 at every step, against overfitting. Decoupled from the gradient, its strength still follows the learning rate.',
  },
  clipping: {
    group: training,
    title: 'Gradient clipping',
    also: 'clip norm clip value',
    text: 'Shortens gradients that are longer than a limit, so that one bad batch cannot ruin a run.',
  },
  regularisation: {
    group: training,
    title: 'Regularisation',
    also: 'l1 l2 dropout regularization',
    text: 'Whatever keeps a network from learning its training images by heart: weight decay, dropout, label smoothing, early stopping.',
  },
  dropout: {
    group: training,
    title: 'Dropout',
    text: 'While training, a share of a layer’s values is set to 0 at random, so that no value is relied on alone.',
  },
  labelSmoothing: {
    group: training,
    title: 'Label smoothing',
    text: 'Instead of “surely class 3”, the target says “mostly class 3, a little of every other”. It keeps the network from being too sure.',
  },
  earlyStopping: {
    group: training,
    title: 'Early stopping',
    text: 'Ends a run once a watched metric has not improved for some epochs.',
  },
  patience: {
    group: training,
    title: 'Patience',
    text: 'How many epochs without improvement are accepted before something is done about it.',
  },
  seed: {
    group: training,
    title: 'Seed',
    also: 'random repeat reproducible',
    text: 'The number that all chance of a run comes from: first weights, order of images, dropout. The same seed repeats a run exactly; other seeds show how much is luck.',
  },
  checkpoint: {
    group: training,
    title: 'Checkpoint',
    also: 'save restore resume',
    text: 'Everything needed to go on with a run from that moment: weights, the optimizer’s memory, random numbers, and the schedule’s place.',
  },
  diverged: {
    group: training,
    title: 'Diverged',
    also: 'nan infinity blow up',
    text: 'The loss was no longer a finite number, mostly because the rate was too high. The run ends there, and its curve is kept.',
  },
  interrupted: {
    group: training,
    title: 'Interrupted',
    also: 'crash killed resume',
    text: 'The training process ended without a word: it was killed, or the machine went down. Finished epochs are kept, and the run can be resumed from its last checkpoint.',
  },

  loss: {
    group: results,
    title: 'Loss',
    also: 'cross-entropy objective',
    text: 'How wrong the guesses are, as one number; training lowers it. Here it is the cross-entropy: 0 for certain and right, 2.3 for guessing among ten classes.',
  },
  accuracy: {
    group: results,
    title: 'Accuracy',
    text: 'The share of images whose class was guessed right.',
  },
  top3: {
    group: results,
    title: 'Top-3 accuracy',
    also: 'top k',
    text: 'The share of images whose true class was among the three best guesses.',
  },
  validation: {
    group: results,
    title: 'Validation',
    also: 'val holdout split',
    text: 'Measuring on images that are not trained on. Only this tells whether something was learned that holds elsewhere.',
  },
  testSet: {
    group: results,
    title: 'Test set',
    text: 'Images kept aside for a last look. Choosing by them makes them validation images.',
  },
  overfitting: {
    group: results,
    title: 'Overfitting',
    also: 'gap generalisation',
    text: 'Training loss still falls while validation loss rises: the network learns its training images by heart.',
  },
  lossGap: {
    group: results,
    title: 'Loss gap',
    also: 'generalisation gap overfitting',
    text: 'Validation loss minus training loss. It opens as a network overfits.',
  },
  confusion: {
    group: results,
    title: 'Confusion matrix',
    also: 'classes mistakes',
    text: 'A table of true classes against guessed ones: what lies off its diagonal are the mistakes.',
  },
  baseline: {
    group: results,
    title: 'Baseline',
    text: 'The run or group that others are measured against.',
  },
  fairness: {
    group: results,
    title: 'Fairness',
    also: 'confounder',
    text: 'A comparison of schedules is fair when nothing but the schedule differs: same data, network, optimizer, number of steps, and seeds.',
  },
  paired: {
    group: results,
    title: 'Paired difference',
    also: 'paired t test seed',
    text: 'The difference between two trials with the same seed. Luck that both share cancels out, so fewer repeats are needed.',
  },
  interval: {
    group: results,
    title: '95 % interval',
    also: 'confidence interval t',
    text: 'A range made so that it holds the true mean in 95 of 100 such experiments. If that of a difference spans 0, the question is undecided.',
  },
  deviation: {
    group: results,
    title: 'Standard deviation',
    also: 'std spread sigma',
    text: 'How far single runs usually lie from their mean. It does not shrink with more runs.',
  },
  standardError: {
    group: results,
    title: 'Standard error',
    also: 'sem',
    text: 'How far the mean of so many runs usually lies from the true one. It shrinks with the root of their number.',
  },
  median: {
    group: results,
    title: 'Median',
    text: 'The middle one of the values when they are sorted. A single stray run does not move it.',
  },
  smoothing: {
    group: results,
    title: 'Smoothing',
    also: 'ema moving average',
    text: 'Draws each point as an average with its neighbours, so that a trend shows through noise. The measured line stays visible behind it; rates are never smoothed.',
  },
  logAxis: {
    group: results,
    title: 'Logarithmic axis',
    also: 'log scale',
    text: 'Equal distances are equal factors: from 0.001 to 0.01 is as far as from 0.01 to 0.1. It has no 0.',
  },
  outliers: {
    group: results,
    title: 'Outliers',
    text: 'Values far from all others. They can be left outside the visible range; nothing is taken out of the data.',
  },

  study: {
    group: lab,
    title: 'Study',
    also: 'experiment sweep project',
    text: 'Trials that are compared with each other, each run once per seed.',
  },
  trial: {
    group: lab,
    title: 'Trial',
    also: 'configuration variant',
    text: 'One recipe with a name inside a study.',
  },
  recipe: {
    group: lab,
    title: 'Recipe',
    also: 'configuration hyperparameters',
    text: 'All that decides how a run goes, but for the seed: data, network, optimizer, schedule, batch size, and length.',
  },
  attempt: {
    group: lab,
    title: 'Attempt',
    also: 'retry',
    text: 'A repetition of a run from its start after it ended early. Earlier attempts stay in the history.',
  },
  fork: {
    group: lab,
    title: 'Fork',
    also: 'branch',
    text: 'A new run that goes on from a checkpoint of another, with the rest of the recipe changed. The epochs before it are shared.',
  },
  resume: {
    group: lab,
    title: 'Resume',
    also: 'go on continue',
    text: 'To go on with a run from its last checkpoint. It ends with the same bits as if it had never been interrupted.',
  },
  engine: {
    group: lab,
    title: 'Engine',
    also: 'tensorflow wasm native',
    text: 'What computes: native TensorFlow where it can be had, or TensorFlow.js in WebAssembly, which is many times slower.',
  },
  xla: {
    group: lab,
    title: 'XLA',
    also: 'compiler',
    text: 'A compiler inside TensorFlow that fuses many small operations into few. It is part of the recipe, as its sums round a little differently.',
  },
  dataset: {
    group: lab,
    title: 'Fashion-MNIST',
    also: 'data set images',
    text: '70,000 grey pictures of clothes, 28 by 28 pixels, in ten classes: 60,000 to train on, and a test set of 10,000.',
  },
  bundle: {
    group: lab,
    title: 'Bundle',
    also: 'export verify archive',
    text: 'One file with all that is needed to run a study again elsewhere and to check that the same comes out.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>

export type Term = keyof typeof glossary

/** Texts around the terms. */
export const glossaryTexts = {
  title: 'Glossary',
  lead: 'Every word that Cooldown uses for schedules, training and results.',
  search: 'Search the glossary',
  groups: {
    schedules: 'Schedules',
    training: 'Training',
    results: 'Results',
    lab: 'The lab',
  } satisfies Record<GlossaryGroup, string>,
  what: (title: string) => `What is “${title}”?`,
  found: (count: string) => `${count} found`,
  nothing: (query: string) => `No term fits “${query}”`,
  nothingHint: 'Try one word less, or the name that another library gives it.',
  showAll: 'Show all terms',
}

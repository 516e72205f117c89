import type { GlossaryEntry } from './entry'

const group = 'lab'

/** Terms of the lab itself. What comes first is needed for what follows. */
export const labTerms = {
  study: {
    group,
    title: 'Study',
    also: 'experiment sweep project',
    text: 'Trials that are compared with each other, each run once per seed.',
  },
  trial: {
    group,
    title: 'Trial',
    also: 'configuration variant',
    text: 'One recipe with a name inside a study.',
  },
  recipe: {
    group,
    title: 'Recipe',
    also: 'configuration hyperparameters',
    text: 'All that decides how a run goes, but for the seed: data, network, optimizer, schedule, batch size, and length.',
  },
  attempt: {
    group,
    title: 'Attempt',
    also: 'retry',
    text: 'A repetition of a run from its start after it ended early. Earlier attempts stay in the history.',
  },
  fork: {
    group,
    title: 'Fork',
    also: 'branch',
    text: 'A new run that goes on from a checkpoint of another, with the rest of the recipe changed. The epochs before it are shared.',
  },
  resume: {
    group,
    title: 'Resume',
    also: 'go on continue',
    text: 'To go on with a run from its last checkpoint. It ends with the same bits as if it had never been interrupted.',
  },
  engine: {
    group,
    title: 'Engine',
    also: 'tensorflow wasm native',
    text: 'What computes: native TensorFlow where it can be had, or TensorFlow.js in WebAssembly, which is many times slower.',
  },
  xla: {
    group,
    title: 'XLA',
    also: 'compiler',
    text: 'A compiler inside TensorFlow that fuses many small operations into few. It is part of the recipe, as its sums round a little differently.',
  },
  dataset: {
    group,
    title: 'Fashion-MNIST',
    also: 'data set images',
    text: '70,000 grey pictures of clothes, 28 by 28 pixels, in ten classes: 60,000 to train on, and a test set of 10,000.',
  },
  bundle: {
    group,
    title: 'Bundle',
    also: 'export verify archive',
    text: 'One file with all that is needed to run a study again elsewhere and to check that the same comes out.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>

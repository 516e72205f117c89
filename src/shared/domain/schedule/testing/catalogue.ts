/** One row of the catalogue of schedules, and the classes and functions that must be compared. */
export interface CatalogueRow {
  readonly id: string
  readonly title: string
  /** Library and name, as the fixture has them. */
  readonly references: readonly string[]
}

/** Every row: shapes, combinators, and schedules that watch a metric. */
export const catalogue: readonly CatalogueRow[] = [
  {
    id: '1',
    title: 'constant',
    references: ['transformers get_constant_schedule', 'optax constant_schedule'],
  },
  { id: '2', title: 'hold, then release', references: ['PyTorch ConstantLR'] },
  {
    id: '3',
    title: 'piecewise, multi-step',
    references: [
      'Keras PiecewiseConstantDecay',
      'PyTorch MultiStepLR',
      'optax piecewise_constant_schedule',
      'timm MultiStepLRScheduler',
    ],
  },
  {
    id: '4',
    title: 'staircase',
    references: [
      'Keras ExponentialDecay',
      'PyTorch StepLR',
      'optax exponential_decay',
      'timm StepLRScheduler',
    ],
  },
  {
    id: '5',
    title: 'exponential',
    references: ['Keras ExponentialDecay', 'PyTorch ExponentialLR', 'optax exponential_decay'],
  },
  {
    id: '6',
    title: 'inverse time',
    references: ['Keras InverseTimeDecay', 'Keras legacy.SGD(decay)'],
  },
  {
    id: '7',
    title: 'polynomial',
    references: [
      'Keras PolynomialDecay',
      'PyTorch PolynomialLR',
      'transformers get_polynomial_decay_schedule_with_warmup',
      'optax polynomial_schedule',
      'optax linear_schedule',
      'timm PolyLRScheduler',
    ],
  },
  { id: '8', title: 'linear ramp', references: ['PyTorch LinearLR'] },
  {
    id: '9',
    title: 'linear with warm-up',
    references: ['transformers get_linear_schedule_with_warmup'],
  },
  {
    id: '10',
    title: 'cosine',
    references: [
      'Keras CosineDecay',
      'PyTorch CosineAnnealingLR',
      'optax cosine_decay_schedule',
      'transformers get_cosine_schedule_with_warmup',
      'transformers get_cosine_with_min_lr_schedule_with_warmup',
      'timm CosineLRScheduler',
      'fastai SchedCos',
    ],
  },
  {
    id: '11',
    title: 'warm-up and cosine',
    references: [
      'Keras CosineDecay',
      'optax warmup_cosine_decay_schedule',
      'transformers get_cosine_schedule_with_warmup',
      'transformers get_cosine_with_min_lr_schedule_with_warmup_lr_rate',
      'timm CosineLRScheduler',
    ],
  },
  {
    id: '12',
    title: 'cosine with restarts',
    references: [
      'Keras CosineDecayRestarts',
      'PyTorch CosineAnnealingWarmRestarts',
      'optax sgdr_schedule',
      'timm CosineLRScheduler',
      'transformers get_cosine_with_hard_restarts_schedule_with_warmup',
      'fastai fit_sgdr',
    ],
  },
  {
    id: '13',
    title: 'one cycle',
    references: [
      'PyTorch OneCycleLR',
      'optax cosine_onecycle_schedule',
      'optax linear_onecycle_schedule',
      'fastai fit_one_cycle',
    ],
  },
  { id: '14', title: 'flat, then cosine', references: ['fastai fit_flat_cos'] },
  { id: '15', title: 'triangular', references: ['PyTorch CyclicLR'] },
  {
    id: '16',
    title: 'warm-up, then constant',
    references: [
      'transformers get_constant_schedule_with_warmup',
      'optax warmup_constant_schedule',
    ],
  },
  {
    id: '17',
    title: 'inverse square root',
    references: ['transformers get_inverse_sqrt_schedule', 'papers Noam'],
  },
  {
    id: '18',
    title: 'warm-up, stable, decay',
    references: ['transformers get_wsd_schedule', 'timm WSDLRScheduler'],
  },
  { id: '19', title: 'REX', references: ['papers REX'] },
  { id: '20', title: 'hyperbolic tangent', references: ['timm TanhLRScheduler'] },
  { id: '21', title: 'slanted triangle', references: ['papers ULMFiT slanted triangle'] },
  {
    id: '22',
    title: 'logarithmic warm-up',
    references: ['papers DeepSpeed WarmupLR(log)', 'papers DeepSpeed WarmupLR(linear)'],
  },
  {
    id: '23',
    title: 'seeded noise',
    references: [
      'timm CosineLRScheduler',
      'timm StepLRScheduler',
      'timm MultiStepLRScheduler',
      'timm PolyLRScheduler',
      'timm TanhLRScheduler',
    ],
  },
  {
    id: '24',
    title: 'free curve',
    references: [
      'optax piecewise_interpolate_schedule',
      'PyTorch LambdaLR',
      'PyTorch MultiplicativeLR',
      'Keras LearningRateScheduler',
      'SciPy PchipInterpolator',
    ],
  },
  {
    id: '2.2',
    title: 'combinators',
    references: [
      'PyTorch SequentialLR',
      'optax join_schedules',
      'PyTorch ChainedScheduler',
      'fastai combine_scheds',
    ],
  },
  {
    id: '2.3',
    title: 'feedback',
    references: [
      'Keras ReduceLROnPlateau',
      'PyTorch ReduceLROnPlateau',
      'transformers get_reduce_on_plateau_schedule',
      'timm PlateauLRScheduler',
      'optax reduce_on_plateau',
      'transformers GreedyLR',
    ],
  },
]

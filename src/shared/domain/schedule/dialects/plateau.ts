import { callText } from './call-text'
import { present, type Design, type Dialect } from './dialect'

type Plateau = Design<'plateau'>

const metricNames = {
  valLoss: 'val_loss',
  valAccuracy: 'val_accuracy',
  loss: 'loss',
  accuracy: 'accuracy',
} as const

const averages = (average: number) =>
  average === 1 ? '' : ' It looks at every epoch, as it cannot average.'

/** Keras knows absolute thresholds only. */
function kerasPlateau({ values, per }: Plateau): Dialect {
  const { factor, patience, metric, mode, threshold, cooldown, final, average } = values
  return {
    library: 'keras',
    name: 'Keras',
    call: callText('ReduceLROnPlateau', {
      monitor: `'${metricNames[metric]}'`,
      factor,
      patience,
      mode: `'${mode}'`,
      min_delta: threshold,
      cooldown,
      min_lr: final,
    }),
    spec: { ...base(values), per, flavor: 'keras', thresholdMode: 'absolute' },
    note: `Keras cuts as soon as patience is used up, counts the threshold in absolute numbers, and rests one epoch less than cooldown says.${averages(average)}`,
  }
}

/** What the libraries have in common. */
const base = ({
  initial,
  factor,
  patience,
  metric,
  mode,
  threshold,
  cooldown,
  final,
}: Plateau['values']) =>
  ({
    kind: 'plateau',
    initial,
    factor,
    patience,
    metric,
    mode,
    threshold,
    cooldown,
    final,
  }) as const

function pytorchPlateaus({ values, per }: Plateau): readonly Dialect[] {
  const { factor, patience, mode, threshold, thresholdMode = 'relative', cooldown, final } = values
  const given = {
    mode: `'${mode}'`,
    factor,
    patience,
    threshold,
    threshold_mode: thresholdMode === 'relative' ? "'rel'" : "'abs'",
    cooldown,
    min_lr: final,
  }
  const spec = { ...base(values), per, flavor: 'pytorch', thresholdMode } as const
  return [
    {
      library: 'pytorch',
      name: 'PyTorch',
      call: callText('ReduceLROnPlateau', given),
      spec,
      note: `PyTorch cuts one epoch after patience is used up, and leaves changes up to 1e-8 alone.${averages(values.average)}`,
    },
    {
      library: 'transformers',
      name: 'transformers',
      call: callText('get_reduce_on_plateau_schedule', given),
      spec,
      note: 'transformers hands the work to PyTorch.',
    },
  ]
}

/** Optax looks for falling values only, and refuses a threshold of 0. */
function optaxPlateau({ values, per }: Plateau): Dialect | false {
  const { initial, factor, patience, mode, threshold, cooldown, final, average } = values
  const { thresholdMode = 'relative' } = values
  if (mode === 'max' || threshold === 0 || factor === 0 || initial === 0) return false
  if (thresholdMode === 'relative' && threshold > 1) return false
  return {
    library: 'optax',
    name: 'optax',
    call: callText('contrib.reduce_on_plateau', {
      factor,
      patience,
      rtol: thresholdMode === 'relative' ? threshold : 0,
      atol: thresholdMode === 'absolute' ? threshold : 0,
      cooldown,
      accumulation_size: average,
      min_scale: final / initial,
    }),
    spec: { ...base(values), per, flavor: 'optax', thresholdMode, average },
    note: 'optax cuts in the epoch that uses patience up, and rests for all of cooldown.',
  }
}

/** One design of patience under the rules of Keras, PyTorch and optax. */
export const plateauDialects = (design: Plateau): readonly Dialect[] =>
  present([kerasPlateau(design), ...pytorchPlateaus(design), optaxPlateau(design)])

import { plain } from '../dialect'
import { FunctionWriter } from '../functions'
import { pensFor, type Pen } from '../body'
import { call, define, indent, text } from '../python'
import { writeObserve } from '../feedback'
import { metricName, Script } from '../script'
import type { Plan } from '../tree'
import { kerasSchedule } from './schedules'

/** What the optimizer gets as learning_rate, and the callbacks that model.fit() needs. */
interface Ending {
  readonly lines: readonly string[]
  readonly learningRate: string
  readonly callbacks: readonly string[]
}

const room = 70

/** Keras's own reduction, where its rules are the ones asked for. */
function plateau(pen: Pen<'plateau'>): Ending | null {
  const { flavor, average, margin, thresholdMode, mode, metric } = pen.node.values
  const isKeras = flavor === 'keras' && thresholdMode !== 'relative'
  if (!isKeras || average !== 1 || margin !== 0) return null
  const args = [
    `monitor=${metricName[metric]}`,
    `factor=${pen.of('factor')}`,
    `patience=${pen.of('patience')}`,
    `mode=${text(mode)}`,
    `min_delta=${pen.of('threshold')}`,
    `cooldown=${pen.of('cooldown')}`,
    `min_lr=${pen.of('final')}`,
  ]
  return {
    lines: [`reduce = ${call('keras.callbacks.ReduceLROnPlateau', args, room)}`],
    learningRate: pen.of('initial'),
    callbacks: ['reduce'],
  }
}

function reacting(plan: Plan, script: Script): Ending {
  const writer = new FunctionWriter(plan, script, { dialect: plain, noise: 'numpy' })
  const unit = plan.root.clock ?? 'epoch'
  const rateAt = writer.write(plan.root, 'rate')
  writeObserve(plan, script)
  const begin =
    unit === 'epoch'
      ? [
          'def on_epoch_begin(self, epoch, logs=None):',
          `    self.model.optimizer.learning_rate = ${rateAt('epoch')}`,
        ]
      : [
          'def on_train_batch_begin(self, batch, logs=None):',
          '    step = int(self.model.optimizer.iterations)',
          `    self.model.optimizer.learning_rate = ${rateAt('step')}`,
        ]
  script.define('ReactingRate', [
    'class ReactingRate(keras.callbacks.Callback):',
    `    """Sets the rate before every ${unit}; takes in the metrics after every epoch."""`,
    '',
    ...indent(begin),
    '',
    '    def on_epoch_end(self, epoch, logs=None):',
    '        observe(epoch, logs)',
  ])
  return { lines: [], learningRate: rateAt('0'), callbacks: ['ReactingRate()'] }
}

/** One rate for every step, looked up where the optimizer asks: in the graph, and exact. */
function perStep(script: Script): Ending {
  script.define('Schedule', [
    'class Schedule(keras.optimizers.schedules.LearningRateSchedule):',
    '    """The rate of every step, worked out once and looked up by the optimizer."""',
    '',
    '    def __init__(self):',
    `        self.rates = [rate(step) for step in range(${script.steps()})]`,
    '',
    '    def __call__(self, step):',
    `        step = keras.ops.minimum(keras.ops.cast(step, "int32"), ${script.steps()} - 1)`,
    '        return keras.ops.take(keras.ops.convert_to_tensor(self.rates), step)',
    '',
    '    def get_config(self):',
    '        return {}',
  ])
  return { lines: [], learningRate: 'Schedule()', callbacks: [] }
}

function fixed(plan: Plan, script: Script): Ending {
  const penOf = pensFor(plan, script, plain)
  const { root } = plan
  const unit = root.clock ?? 'epoch'
  const scheduler = 'keras.callbacks.LearningRateScheduler'
  if (root.kind === 'constant') {
    return { lines: [], learningRate: penOf(root).of('rate'), callbacks: [] }
  }
  const own = kerasSchedule(root, penOf)
  if (own && unit === 'step') {
    return { lines: [], learningRate: own, callbacks: [] }
  }
  if (own) {
    script.define('per_epoch', [`per_epoch = ${own}`])
    script.define('rate', define('rate(epoch)', null, ['return float(per_epoch(epoch))']))
    return { lines: [], learningRate: 'rate(0)', callbacks: [`${scheduler}(rate)`] }
  }
  const writer = new FunctionWriter(plan, script, { dialect: plain, noise: 'numpy' })
  writer.write(root, 'rate')
  if (unit === 'step') return perStep(script)
  return { lines: [], learningRate: 'rate(0)', callbacks: [`${scheduler}(rate)`] }
}

const usage = (watches: boolean) => [
  'if __name__ == "__main__":',
  ...indent([
    'learning_rate, callbacks = make_schedule()',
    'model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])',
    'optimizer = keras.optimizers.SGD(learning_rate)',
    `model.compile(optimizer, loss="mse"${watches ? ', metrics=["accuracy"]' : ''})`,
    'show = keras.callbacks.LambdaCallback(',
    '    on_epoch_begin=lambda epoch, logs: print(',
    '        f"epoch {epoch}: {float(optimizer.learning_rate):.6g}"',
    '    )',
    ')',
    'data = keras.ops.zeros((STEPS_PER_EPOCH, 1))  # yours',
    'model.fit(',
    '    data,',
    '    data,',
    '    batch_size=1,',
    '    epochs=EPOCHS,',
    ...(watches ? ['    validation_data=(data, data),'] : []),
    '    callbacks=[*callbacks, show],',
    '    verbose=0,',
    ')',
  ]),
]

/** The text for Keras. */
export function writeKeras(plan: Plan, heading: readonly string[]): string {
  const script = new Script(plan.length)
  const { root, compiled } = plan
  const native = root.kind === 'plateau' ? plateau(pensFor(plan, script, plain)(root)) : null
  const ending = native ?? (compiled.reacts ? reacting(plan, script) : fixed(plan, script))
  const { lines, learningRate, callbacks } = ending
  const doc = 'The learning_rate of the optimizer, and the callbacks of model.fit().'
  script.define(
    'make_schedule',
    define('make_schedule()', doc, [
      callbacks.length === 0
        ? '# The optimizer counts the steps itself.'
        : '# The callbacks set the rate while model.fit() runs.',
      ...(compiled.setsMomentum
        ? ['# Momentum is not set here: Keras has no schedule for it.']
        : []),
      ...lines,
      `learning_rate = ${learningRate}`,
      `return learning_rate, [${callbacks.join(', ')}]`,
    ]),
  )
  script.define('usage', usage(compiled.reacts))
  return script.toString(heading)
}

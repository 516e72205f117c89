import { pensFor, type Pen } from '../body'
import { plain, traced } from '../dialect'
import { FunctionWriter } from '../functions'
import { call, define, indent } from '../python'
import { writeObserve } from '../feedback'
import { metricName, Script } from '../script'
import type { Plan } from '../tree'
import { optaxOffer } from './offer'

const room = 78

/** optax's own reduction, where its rules are the ones asked for. */
function plateau(pen: Pen<'plateau'>): boolean {
  const { node, script } = pen
  const { flavor, mode, factor, threshold, margin, initial, final, thresholdMode } = node.values
  const isRelative = thresholdMode !== 'absolute'
  const isOptax = flavor === 'optax' && mode === 'min' && factor > 0 && initial > 0
  if (!isOptax || final > initial || threshold + margin === 0) return false
  if (isRelative && threshold > 1) return false
  const limit = pen.of('threshold')
  const besides = margin === 0 ? '0.0' : pen.of('margin')
  const args = [
    `factor=${pen.of('factor')}`,
    `patience=${pen.of('patience')}`,
    `rtol=${isRelative ? limit : '0.0'}`,
    `atol=${isRelative ? besides : margin === 0 ? limit : `${limit} + ${besides}`}`,
    `cooldown=${pen.of('cooldown')}`,
    `accumulation_size=${pen.of('average')}`,
    `min_scale=${pen.of('final')} / ${pen.of('initial')}`,
  ]
  script.define('plateau', [
    `plateau = ${call('optax.contrib.reduce_on_plateau', args, room)}`,
    'plateau_state = plateau.init(jnp.zeros(()))',
  ])
  const doc = 'Takes in the metrics of an epoch, counted from 0, that has just ended.'
  script.define(
    'observe',
    define('observe(epoch, metrics)', doc, [
      'global plateau_state',
      `value = metrics[${metricName[node.values.metric]}]`,
      '_, plateau_state = plateau.update(jnp.zeros(()), plateau_state, value=value)',
    ]),
  )
  script.define(
    'schedule',
    define('schedule(step)', 'The learning rate of a step, counted from 0.', [
      `return ${pen.of('initial')} * plateau_state.scale`,
    ]),
  )
  return true
}

/** What reacts is plain Python outside of any traced function. */
function reacting(plan: Plan, script: Script): void {
  const rate = new FunctionWriter(plan, script, { dialect: plain, noise: 'numpy' }).write(
    plan.root,
    'rate',
  )
  const moment = plan.root.clock === 'step' ? 'step' : 'step // STEPS_PER_EPOCH'
  writeObserve(plan, script)
  script.define(
    'schedule',
    define('schedule(step)', 'The learning rate of a step, counted from 0; not to be traced.', [
      `return ${rate(moment)}`,
    ]),
  )
}

function fixed(plan: Plan, script: Script): void {
  const offer = optaxOffer(plan, script)
  const options = { dialect: traced, noise: 'numpy', offer } as const
  const isStep = plan.root.clock === 'step'
  const rate = new FunctionWriter(plan, script, options).write(plan.root, 'rate')
  const moment = isStep ? 'step' : 'step // STEPS_PER_EPOCH'
  script.define(
    'schedule',
    define('schedule(step)', 'The learning rate of a step, counted from 0.', [
      `return ${rate(`jnp.asarray(${moment}, float)`)}`,
    ]),
  )
}

const params = 'params = {"weight": jnp.zeros(1)}'
const step = (update: string) => [
  'grads = {"weight": jnp.ones(1)}  # yours',
  update,
  'params = optax.apply_updates(params, updates)',
]

const fixedUsage = [
  'if __name__ == "__main__":',
  ...indent([
    'optimizer = optax.sgd(learning_rate=schedule)  # it counts the steps itself',
    params,
    'state = optimizer.init(params)',
    'for epoch in range(EPOCHS):',
    '    print(f"epoch {epoch}: {float(schedule(epoch * STEPS_PER_EPOCH)):.6g}")',
    '    for _ in range(STEPS_PER_EPOCH):',
    ...indent(step('updates, state = optimizer.update(grads, state, params)'), 8),
  ]),
]

const reactingUsage = [
  'if __name__ == "__main__":',
  ...indent([
    'optimizer = optax.inject_hyperparams(optax.sgd)(learning_rate=schedule(0))',
    params,
    'state = optimizer.init(params)',
    'for epoch in range(EPOCHS):',
    '    print(f"epoch {epoch}: {float(schedule(epoch * STEPS_PER_EPOCH)):.6g}")',
    '    for batch in range(STEPS_PER_EPOCH):',
    '        learning_rate = schedule(epoch * STEPS_PER_EPOCH + batch)',
    '        state.hyperparams["learning_rate"] = jnp.asarray(learning_rate)',
    ...indent(step('updates, state = optimizer.update(grads, state, params)'), 8),
    '    metrics = dict(val_loss=1.0, val_accuracy=0.5, loss=1.0, accuracy=0.5)  # yours',
    '    observe(epoch, metrics)',
  ]),
]

/** The text for optax. */
export function writeOptax(plan: Plan, heading: readonly string[]): string {
  const script = new Script(plan.length)
  const { root, compiled } = plan
  const isNative = root.kind === 'plateau' && plateau(pensFor(plan, script, plain)(root))
  if (!isNative && compiled.reacts) reacting(plan, script)
  if (!compiled.reacts) fixed(plan, script)
  script.define('usage', compiled.reacts ? reactingUsage : fixedUsage)
  const notes = compiled.setsMomentum
    ? ['# Momentum is not set here: this is the schedule of the learning rate only.']
    : []
  return script.toString([...heading, ...notes])
}

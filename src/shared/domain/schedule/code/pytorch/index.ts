import { pensFor, type PenOf } from '../body'
import { plain } from '../dialect'
import { FunctionWriter } from '../functions'
import { call, define, indent, text } from '../python'
import { writeObserve } from '../feedback'
import { Script } from '../script'
import type { Plan } from '../tree'
import { torchScheduler } from './combined'
import type { Ending } from './ending'
import { room } from './scheduler'
import { cyclic, oneCycle, plateau } from './setters'

/** A small scheduler of our own for what reacts: PyTorch cannot combine its own. */
function reacting(plan: Plan, script: Script): Ending {
  const writer = new FunctionWriter(plan, script, { dialect: plain, noise: 'torch' })
  const unit = plan.root.clock ?? 'epoch'
  const rate = writer.write(plan.root, 'rate')(`self.${unit}s`)
  writeObserve(plan, script)
  script.define('Scheduler', [
    'class Scheduler:',
    `    """Call step() after every ${unit}, and observe(metrics) after every epoch."""`,
    '',
    '    def __init__(self, optimizer):',
    '        self.optimizer = optimizer',
    `        self.${unit}s = 0`,
    '        self.observed = 0',
    '        self.apply()',
    '',
    '    def apply(self):',
    '        for group in self.optimizer.param_groups:',
    `            group["lr"] = ${rate}`,
    '',
    '    def step(self):',
    `        self.${unit}s += 1`,
    '        self.apply()',
    '',
    '    def observe(self, metrics):',
    '        observe(self.observed, metrics)',
    '        self.observed += 1',
    '        self.apply()',
  ])
  return {
    base: '1.0',
    baseNote: 'Scheduler sets the rate itself',
    scheduler: 'Scheduler(optimizer)',
    unit,
  }
}

/** A class that sets the rate itself, where there is one. */
function setter({ root }: Plan, penOf: PenOf): Ending | null {
  switch (root.kind) {
    case 'one-cycle':
      return oneCycle(penOf(root))
    case 'cyclic':
      return cyclic(penOf(root))
    case 'plateau':
      return plateau(penOf(root))
    default:
      return null
  }
}

function fixed(plan: Plan, script: Script, penOf: PenOf): Ending {
  const { root, compiled } = plan
  const unit = root.clock ?? 'epoch'
  const notes = compiled.setsMomentum
    ? ['Momentum is not set here: only OneCycleLR and CyclicLR do that.']
    : []
  const own = torchScheduler(root, penOf)
  if (own) {
    const scheduler = own.write()
    return { base: own.base(), baseNote: 'the scheduler starts from it', scheduler, unit, notes }
  }
  new FunctionWriter(plan, script, { dialect: plain, noise: 'torch' }).write(root, 'rate')
  return {
    base: '1.0',
    baseNote: 'LambdaLR multiplies it by the rate',
    scheduler: call(script.scheduler('LambdaLR'), ['optimizer', 'rate'], room),
    unit,
    notes,
  }
}

const whenToStep = {
  epoch: 'Call scheduler.step() after every epoch.',
  step: 'Call scheduler.step() after every batch.',
  metric: 'Call scheduler.step(value of METRIC) after every epoch.',
}

function usage(unit: Ending['unit'], reacts: boolean): readonly string[] {
  const metrics = 'dict(val_loss=1.0, val_accuracy=0.5, loss=1.0, accuracy=0.5)'
  const isOwn = reacts && unit !== 'metric'
  const perEpoch = {
    epoch: ['scheduler.step()'],
    step: [],
    metric: ['scheduler.step(metrics[METRIC])'],
  }[unit]
  return [
    'if __name__ == "__main__":',
    ...indent([
      'model = torch.nn.Linear(1, 1)',
      'optimizer = torch.optim.SGD(model.parameters(), lr=BASE_RATE, momentum=0.9)',
      'scheduler, unit = make_scheduler(optimizer)',
      'for epoch in range(EPOCHS):',
      '    print(f"epoch {epoch}: {optimizer.param_groups[0][\'lr\']:.6g}")',
      '    for step in range(STEPS_PER_EPOCH):',
      '        optimizer.step()  # after the forward and the backward pass',
      ...(unit === 'step' ? ['        scheduler.step()'] : []),
      ...(reacts ? [`    metrics = ${metrics}  # yours`] : []),
      ...(isOwn ? ['    scheduler.observe(metrics)'] : []),
      ...indent(perEpoch),
    ]),
  ]
}

/** The text for PyTorch. */
export function writePytorch(plan: Plan, heading: readonly string[]): string {
  const script = new Script(plan.length)
  const { compiled } = plan
  const penOf = pensFor(plan, script, plain)
  const inOneClass = setter(plan, penOf)
  const ending =
    inOneClass ?? (compiled.reacts ? reacting(plan, script) : fixed(plan, script, penOf))
  const { base, baseNote, scheduler, unit, notes = [] } = ending
  script.define('BASE_RATE', [`# The optimizer's own lr: ${baseNote}.`, `BASE_RATE = ${base}`])
  script.define(
    'make_scheduler',
    define('make_scheduler(optimizer)', 'The scheduler, and the unit of its time.', [
      `# ${whenToStep[unit]}`,
      ...notes.map((note) => `# ${note}`),
      `scheduler = ${scheduler}`,
      `return scheduler, ${text(unit)}`,
    ]),
  )
  script.define('usage', usage(unit, compiled.reacts))
  return script.toString(heading)
}

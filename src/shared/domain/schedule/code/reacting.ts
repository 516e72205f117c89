import { metricName } from './script'
import { docstring, indent, number } from './python'
import { pensFor, type Pen } from './body'
import { plain } from './dialect'
import type { Script } from './script'
import type { NodeOf, Plan } from './tree'

type Reacting = NodeOf<'plateau'> | NodeOf<'greedy'>
type PlateauPen = Pen<'plateau'>
type GreedyPen = Pen<'greedy'>

/** What must be beaten, and whether it has been. */
function better(pen: PlateauPen | GreedyPen): string {
  const { mode, threshold, thresholdMode } = pen.node.values
  const flavor = pen.node.kind === 'plateau' ? pen.node.values.flavor : null
  const isRelative =
    (thresholdMode ?? (flavor === 'keras' ? 'absolute' : 'relative')) === 'relative'
  const margin = pen.node.kind === 'plateau' ? pen.node.values.margin : 0
  const [sign, compare] = mode === 'min' ? ['-', '<'] : ['+', '>']
  const known = threshold === 0 ? null : (pen as PlateauPen).of('threshold')
  const moved = isRelative
    ? `self.best * (1 ${sign} ${known ?? ''})`
    : `self.best ${sign} ${known ?? ''}`
  const bar = known === null ? 'self.best' : moved
  return `value ${compare} ${bar}${margin === 0 ? '' : ` ${sign} ${(pen as PlateauPen).of('margin')}`}`
}

const worst = (mode: 'min' | 'max') => (mode === 'min' ? 'math.inf' : '-math.inf')

function averaging(pen: PlateauPen): readonly string[] {
  const average = pen.of('average')
  return [
    'self.seen.append(value)',
    `if len(self.seen) < ${average}:`,
    '    return',
    `value = sum(self.seen) / ${average}`,
    'self.seen = []',
  ]
}

const cut = (pen: PlateauPen) => `max(self.rate * ${pen.of('factor')}, ${pen.of('final')})`

function plateauRules(pen: PlateauPen): readonly string[] {
  const [patience, cooldown] = [pen.of('patience'), pen.of('cooldown')]
  const improve = [`better = ${better(pen)}`, 'if better:', '    self.best = value']
  const reset = `self.bad, self.cooldown = 0, ${cooldown}`
  switch (pen.node.values.flavor) {
    case 'pytorch':
      return [
        ...improve,
        'self.bad = 0 if better or self.cooldown > 0 else self.bad + 1',
        'self.cooldown = max(0, self.cooldown - 1)',
        `if self.bad > ${patience}:`,
        `    lower = ${cut(pen)}`,
        `    if self.rate - lower > ${pen.of('smallestChange')}:`,
        '        self.rate = lower',
        `    ${reset}`,
      ]
    case 'keras':
      return [
        'if self.cooldown > 0:',
        '    self.bad, self.cooldown = 0, self.cooldown - 1',
        `if ${better(pen)}:`,
        '    self.best, self.bad = value, 0',
        'elif self.cooldown == 0:',
        '    self.bad += 1',
        `    if self.bad >= ${patience} and self.rate > ${pen.of('final')}:`,
        `        self.rate = ${cut(pen)}`,
        `        ${reset}`,
      ]
    case 'optax':
      return [
        ...improve,
        'if self.cooldown > 0:',
        '    self.bad, self.cooldown = 0, self.cooldown - 1',
        '    return',
        'self.bad = 0 if better else self.bad + 1',
        `if self.bad == ${patience}:`,
        `    self.rate = ${cut(pen)}`,
        `    ${reset}`,
      ]
  }
}

function greedyRules(pen: GreedyPen): readonly string[] {
  const patience = pen.of('patience')
  const change = pen.of('smallestChange')
  return [
    `self.seen = [*self.seen, value][-${pen.of('window')}:]`,
    'value = sum(self.seen) / len(self.seen)',
    'if self.cooldown > 0 or self.warmup > 0:',
    '    if self.cooldown > 0:',
    '        self.cooldown -= 1',
    '    else:',
    '        self.warmup -= 1',
    '    self.good = self.bad = 0',
    '    return',
    `if ${better(pen)}:`,
    '    self.best, self.good, self.bad = value, self.good + 1, 0',
    'else:',
    '    self.good, self.bad = 0, self.bad + 1',
    `if self.good > ${patience}:`,
    `    higher = min(self.rate / ${pen.of('factor')}, ${pen.of('high')})`,
    `    if higher - self.rate > ${change}:`,
    '        self.rate = higher',
    `    self.good, self.warmup = 0, ${pen.of('warmup')}`,
    `    self.cuts_left = ${pen.of('resetAfter')}`,
    `elif self.bad > ${patience}:`,
    `    lower = max(self.rate * ${pen.of('factor')}, ${pen.of('low')})`,
    `    if self.rate - lower > ${change}:`,
    '        self.rate = lower',
    '    self.bad = 0',
    `    if self.rate <= ${pen.of('low')}:`,
    '        self.cuts_left -= 1',
    '    if self.cuts_left <= 0:',
    '        self.reset()',
    `    self.cooldown = ${pen.of('cooldown')}`,
  ]
}

function plateauClass(pen: PlateauPen): readonly string[] {
  const { mode, average } = pen.node.values
  const start = [`self.rate = ${pen.of('initial')}`, `self.best = ${worst(mode)}`]
  return [
    'def __init__(self):',
    ...indent([...start, 'self.bad = self.cooldown = 0']),
    ...indent(average > 1 ? ['self.seen = []'] : []),
    '',
    'def observe(self, value):',
    ...indent([...(average > 1 ? averaging(pen) : []), ...plateauRules(pen)]),
  ]
}

function greedyClass(pen: GreedyPen): readonly string[] {
  return [
    'def __init__(self):',
    '    self.reset()',
    '',
    'def reset(self):',
    `    self.rate, self.best = ${pen.of('initial')}, ${worst(pen.node.values.mode)}`,
    '    self.good = self.bad = self.cooldown = self.warmup = 0',
    `    self.cuts_left, self.seen = ${pen.of('resetAfter')}, []`,
    '',
    'def observe(self, value):',
    ...indent(greedyRules(pen)),
  ]
}

/** Adds the class and the one object of a schedule that reacts; returns where its rate is. */
export function writeReacting(node: Reacting, plan: Plan, script: Script): string {
  const penOf = pensFor(plan, script, plain)
  const className = node.name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
  const lines = node.kind === 'plateau' ? plateauClass(penOf(node)) : greedyClass(penOf(node))
  script.define(node.name, [
    `class ${className}:`,
    ...indent(docstring(`${node.title}, told of the metric by observe().`)),
    '',
    ...indent(lines),
    '',
    '',
    `${node.name} = ${className}()`,
  ])
  return `${node.name}.rate`
}

/** Adds the function that passes an epoch's metrics on to what reacts while it rules. */
export function writeObserve({ nodes }: Plan, script: Script): void {
  const { totalEpochs, stepsPerEpoch } = script.length
  const run = totalEpochs * stepsPerEpoch
  const reacting = nodes.filter((node) => node.kind === 'plateau' || node.kind === 'greedy')
  const calls = reacting.map((node) => {
    const [from, to] = [node.startStep, node.startStep + node.totalSteps]
    const call = `${node.name}.observe(metrics[${metricName[node.values.metric]}])`
    const bounds = [
      ...(from > 0 ? [`last_step >= ${number(from)}`] : []),
      ...(to < run ? [`last_step < ${number(to)}`] : []),
    ]
    return bounds.length === 0 ? [call] : [`if ${bounds.join(' and ')}:`, `    ${call}`]
  })
  const isBounded = calls.some((lines) => lines.length > 1)
  script.define('observe', [
    'def observe(epoch, metrics):',
    '    """Takes in the metrics of an epoch, counted from 0, that has just ended."""',
    ...indent(isBounded ? ['last_step = (epoch + 1) * STEPS_PER_EPOCH - 1'] : []),
    ...indent(calls.flat()),
  ])
}

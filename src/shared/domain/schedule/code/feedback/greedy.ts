import type { Pen } from '../body'
import { indent } from '../python'
import { better, worst } from './better'

type GreedyPen = Pen<'greedy'>

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

/** The methods of the class that raises and cuts a rate. */
export function greedyClass(pen: GreedyPen): readonly string[] {
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

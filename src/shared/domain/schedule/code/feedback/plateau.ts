import type { Pen } from '../body'
import { indent } from '../python'
import { better, worst } from './better'

type PlateauPen = Pen<'plateau'>

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

/** The methods of the class that cuts a rate; one observe() for each library's rules. */
export function plateauClass(pen: PlateauPen): readonly string[] {
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
